package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Groups ads by poster and by operation. The same ads and decisions give the same groups, in
 * whatever order they come.
 *
 * <p>It follows the two stages of robust group linkage (Li, Dong, Guo, Maurino and Srivastava,
 * 2015): what shares much becomes a core first, and cores say which of the keys that they share
 * tell one from another. Here the stages flow into each other, the best pair being joined first
 * ({@link Agglomeration}), by the score of {@link PosterScore}. Posters are then joined to
 * operations by {@link OperationScore}; and once more from the beginning of that, because phones of
 * one operation do not contradict each other.
 */
public final class AdGrouping {
  private static final int PASSES = 2;
  private static final int MIN_PICTURES_OF_REPOST = 2;

  private final KeyTable table;
  private final Weights weights;
  private final Decisions decisions;
  private final boolean[] isNobodys;
  private final BitSet pairing = new BitSet();
  private final List<Edge> edges = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  private AdGrouping(
      Collection<KeyedAd> ads, Collection<? extends Decision> decided, Weights weights) {
    this.table = new KeyTable(ads);
    this.weights = weights;
    this.decisions = new Decisions(table, decided);
    this.isNobodys = Strangers.among(table, weights);
    for (int key = 0; key < isNobodys.length; key++) {
      pairing.set(key, table.kind(key) != KeyKind.TEXT && !isNobodys[key]);
    }
  }

  /** Groups ads by the {@link Weights#DEFAULT}. */
  public static AdGroups of(Collection<KeyedAd> ads, Collection<? extends Decision> decisions) {
    return of(ads, decisions, Weights.DEFAULT);
  }

  /**
   * Groups ads.
   *
   * @param ads to group, each with an id of its own
   * @param decisions of analysts; those about ads that are not among these wait until they are
   * @throws IllegalArgumentException if two ads have one id
   */
  public static AdGroups of(
      Collection<KeyedAd> ads, Collection<? extends Decision> decisions, Weights weights) {
    return new AdGrouping(ads, decisions, weights).group();
  }

  private AdGroups group() {
    int ads = table.ads.size();
    Partition posters = new Partition(table.alone(), IntStream.range(0, ads).toArray());
    IntUnaryOperator operationOf = cluster -> -1 - cluster;
    for (int pass = 0; pass < PASSES; pass++) {
      posters = joinPosters(posters, operationOf, pass == 0);
      Partition found = posters;
      edges.removeIf(edge -> edge.level() == Level.OPERATION);
      conflicts.removeIf(conflict -> conflict.decision().level() == Level.OPERATION);
      Agglomeration operations = joinOperations(found);
      operationOf = operations::now;
    }
    IntUnaryOperator last = operationOf;
    Partition found = posters;
    int[] operationOfAd =
        IntStream.range(0, ads).map(ad -> last.applyAsInt(found.clusterOf[ad])).toArray();
    List<AdGroup> posterGroups = groups(Level.POSTER, posters.clusterOf);
    List<AdGroup> operationGroups = groups(Level.OPERATION, operationOfAd);
    List<Cut> cuts = new Cuts(table, isNobodys).all(posters.clusterOf, operationOfAd);
    List<String> oldestFirst = table.ads.stream().map(KeyedAd::id).toList();
    return new AdGroups(
        oldestFirst, posterGroups, operationGroups, edges, cuts, oneOfEach(conflicts));
  }

  /** Clusters, and which of them each ad is in. */
  private static final class Partition {
    private final List<Cluster> clusters;
    private final int[] clusterOf;

    private Partition(List<Cluster> clusters, int[] clusterOf) {
      this.clusters = clusters;
      this.clusterOf = clusterOf;
    }
  }

  private Partition joinPosters(
      Partition start, IntUnaryOperator operationOf, boolean isFirstPass) {
    int[] origin = IntStream.range(0, 2 * start.clusters.size()).toArray();
    PosterScore score =
        new PosterScore(
            table,
            weights.posters(),
            isNobodys,
            (a, b) -> operationOf.applyAsInt(origin[a]) == operationOf.applyAsInt(origin[b]));
    Agglomeration.Joins joins =
        new RecordedJoins(Level.POSTER, start.clusterOf) {
          @Override
          public void joining(Agglomeration state, int a, int b, int into, double reached) {
            super.joining(state, a, b, into, reached);
            origin[into] = origin[a];
          }
        };
    Agglomeration state =
        new Agglomeration(
            table, start.clusters, pairing, score, weights.posters().threshold(), joins);
    if (isFirstPass) {
      joinDecided(state, Level.POSTER, start.clusterOf, joins);
      joinReposts(state, joins);
    }
    state.run();
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Cluster> clusters = new ArrayList<>();
    int[] clusterOf = new int[start.clusterOf.length];
    for (int ad = 0; ad < clusterOf.length; ad++) {
      int root = state.now(start.clusterOf[ad]);
      if (!numbers.containsKey(root)) {
        numbers.put(root, clusters.size());
        clusters.add(state.cluster(root));
      }
      clusterOf[ad] = numbers.getOrDefault(root, -1);
    }
    return new Partition(clusters, clusterOf);
  }

  private Agglomeration joinOperations(Partition posters) {
    RecordedJoins joins = new RecordedJoins(Level.OPERATION, posters.clusterOf);
    Agglomeration state =
        new Agglomeration(
            table,
            posters.clusters,
            pairing,
            new OperationScore(table, weights.operations(), isNobodys),
            weights.operations().threshold(),
            joins);
    joinDecided(state, Level.OPERATION, posters.clusterOf, joins);
    state.run();
    return state;
  }

  private void joinDecided(
      Agglomeration state, Level level, int[] clusterOf, Agglomeration.Joins joins) {
    for (Decisions.Pair pair : decisions.together(level)) {
      int a = state.now(clusterOf[pair.ad()]);
      int b = state.now(clusterOf[pair.other()]);
      if (a != b && joins.allows(state, a, b, Edge.DECIDED)) {
        state.join(a, b, Edge.DECIDED);
        // The edge is between the very ads that were decided about.
        Edge edge = edges.removeLast();
        edges.add(
            new Edge(
                level,
                table.id(pair.ad()),
                table.id(pair.other()),
                Edge.DECIDED,
                edge.keys(),
                edge.further()));
      }
    }
  }

  /** Ads with the same selectors and the same pictures are one ad, posted again. */
  private void joinReposts(Agglomeration state, Agglomeration.Joins joins) {
    Map<List<Integer>, Integer> first = new HashMap<>();
    for (int ad = 0; ad < table.ads.size(); ad++) {
      List<Integer> keys = new ArrayList<>();
      int selectors = 0;
      int pictures = 0;
      for (int key : table.keysOf(ad)) {
        KeyKind kind = table.kind(key);
        selectors += kind.isSelector() && !isNobodys[key] ? 1 : 0;
        pictures += kind == KeyKind.PICTURE ? 1 : 0;
        if (kind != KeyKind.TEXT) {
          keys.add(key);
        }
      }
      if (selectors == 0 || pictures < MIN_PICTURES_OF_REPOST) {
        continue;
      }
      Integer before = first.putIfAbsent(keys, ad);
      if (before != null) {
        int a = state.now(before);
        int b = state.now(ad);
        double reached = weights.posters().pictures() + 1;
        if (a != b && joins.allows(state, a, b, reached)) {
          state.join(a, b, reached);
        }
      }
    }
  }

  /**
   * A pair that is refused comes again as its clusters grow: the first, the strongest, is enough.
   */
  private static List<Conflict> oneOfEach(List<Conflict> all) {
    Map<Decision.Apart, Conflict> first = new LinkedHashMap<>();
    all.forEach(conflict -> first.putIfAbsent(conflict.decision(), conflict));
    return List.copyOf(first.values());
  }

  private List<AdGroup> groups(Level level, int[] groupOf) {
    Map<Integer, List<String>> members = new HashMap<>();
    List<List<String>> inOrder = new ArrayList<>();
    for (int ad = 0; ad < groupOf.length; ad++) {
      List<String> known = members.get(groupOf[ad]);
      if (known == null) {
        known = new ArrayList<>();
        members.put(groupOf[ad], known);
        inOrder.add(known);
      }
      known.add(table.id(ad));
    }
    return inOrder.stream().map(ads -> new AdGroup(level, ads.getFirst(), ads)).toList();
  }

  /** Writes every join down as an edge, and refuses those that decisions forbid. */
  private class RecordedJoins implements Agglomeration.Joins {
    private final Level level;
    private final Decisions.Held held;

    RecordedJoins(Level level, int[] clusterOf) {
      this.level = level;
      this.held = decisions.apart(level, clusterOf);
    }

    @Override
    public boolean allows(Agglomeration state, int a, int b, double score) {
      List<Decision.Apart> against = held.between(state, a, b);
      against.forEach(decision -> conflicts.add(new Conflict(decision, edge(state, a, b, score))));
      return against.isEmpty();
    }

    @Override
    public void joining(Agglomeration state, int a, int b, int into, double score) {
      edges.add(edge(state, a, b, score));
    }

    private Edge edge(Agglomeration state, int a, int b, double score) {
      Cluster one = state.cluster(a);
      Cluster two = state.cluster(b);
      List<Integer> shared =
          IntStream.of(one.keys)
              .filter(key -> two.at(key) >= 0 && !isNobodys[key])
              .boxed()
              .sorted(
                  Comparator.comparing((Integer key) -> table.kind(key) == KeyKind.TEXT)
                      .thenComparingInt(state::span)
                      .thenComparingInt(key -> key))
              .toList();
      if (shared.isEmpty()) {
        // Only what was decided has nothing in common; the ads are set by who decided.
        return new Edge(level, "", "", score, List.of(), List.of());
      }
      int key = shared.getFirst();
      int ad = one.holder[one.at(key)];
      int other = two.holder[two.at(key)];
      List<AdKey> both = new ArrayList<>();
      List<AdKey> further = new ArrayList<>();
      for (int each : shared) {
        boolean areBoth = table.holds(ad, each) && table.holds(other, each);
        (areBoth ? both : further).add(table.key(each));
      }
      return new Edge(level, table.id(ad), table.id(other), score, both, further);
    }
  }
}
