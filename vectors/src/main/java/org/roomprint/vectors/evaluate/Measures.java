package org.roomprint.vectors.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The field's measures over rankings: hotel recall@k over distinct hotels, MAP@5 (with one right
 * hotel per query: 1/rank within five), top-k image accuracy (Hotels-50K, Stylianou et al. 2019)
 * and top-k chain accuracy over the first k images, for queries whose chain is known.
 *
 * <p>The interval is a percentile bootstrap over hotels, not over queries: photos of one hotel
 * stand or fall together. The value of a random ranking is estimated from shuffled galleries of the
 * same composition.
 */
public final class Measures {
  /** Name of the figure that says how often the right one came first. */
  public static final String FIRST = "recall@1";

  private static final int BOOTSTRAP_DRAWS = 2_000;
  private static final int RANDOM_DRAWS = 40;
  private static final long SEED = 20_260_101L;

  private final Level level;
  private final List<QueryRanking> rankings;
  private final Map<String, List<EvaluationPhoto>> galleries;

  /**
   * Prepares the measures.
   *
   * @param level what counts as right
   * @param rankings one for each query, failed ones included
   * @param galleries for each query's photo id the photos that could be found
   */
  public Measures(
      Level level, List<QueryRanking> rankings, Map<String, List<EvaluationPhoto>> galleries) {
    this.level = level;
    this.rankings = List.copyOf(rankings);
    this.galleries = Map.copyOf(galleries);
  }

  /** All measures by name, in the order of the published tables. */
  public Map<String, Figure> figures() {
    Map<String, ToDoubleFunction<QueryRanking>> measures = new LinkedHashMap<>();
    for (int k : new int[] {1, 5, 10}) {
      measures.put("recall@" + k, ranking -> rankOfRight(ranking) <= k ? 1 : 0);
    }
    measures.put("MAP@5", ranking -> rankOfRight(ranking) <= 5 ? 1.0 / rankOfRight(ranking) : 0);
    for (int k : new int[] {1, 10, 100}) {
      measures.put("image top-" + k, ranking -> rightAmongImages(ranking, k) ? 1 : 0);
    }
    if (level == Level.HOTEL
        && rankings.stream().anyMatch(ranking -> ranking.query().chain().isPresent())) {
      for (int k : new int[] {1, 3, 5}) {
        measures.put("chain top-" + k, ranking -> chainAmongImages(ranking, k));
      }
    }
    List<QueryRanking> shuffled = shuffled();
    Map<String, Figure> figures = new LinkedHashMap<>();
    measures.forEach((name, measure) -> figures.put(name, figure(measure, shuffled)));
    return figures;
  }

  private Figure figure(ToDoubleFunction<QueryRanking> measure, List<QueryRanking> shuffled) {
    Map<String, double[]> byHotel = new TreeMap<>();
    for (QueryRanking ranking : rankings) {
      double value = measure.applyAsDouble(ranking);
      if (!Double.isNaN(value)) {
        double[] sums = byHotel.computeIfAbsent(ranking.query().hotel(), _ -> new double[2]);
        sums[0] += value;
        sums[1]++;
      }
    }
    List<double[]> hotels = new ArrayList<>(byHotel.values());
    double[] ends = bootstrap(hotels);
    double random =
        shuffled.stream()
            .mapToDouble(measure)
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(0);
    return new Figure(ratio(hotels), ends[0], ends[1], random);
  }

  private static double[] bootstrap(List<double[]> hotels) {
    if (hotels.isEmpty()) {
      return new double[] {0, 0};
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] draws = new double[BOOTSTRAP_DRAWS];
    for (int draw = 0; draw < BOOTSTRAP_DRAWS; draw++) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < hotels.size(); i++) {
        double[] hotel = hotels.get(random.nextInt(hotels.size()));
        sum += hotel[0];
        count += hotel[1];
      }
      draws[draw] = sum / count;
    }
    Arrays.sort(draws);
    return new double[] {
      draws[(int) Math.round(0.025 * (BOOTSTRAP_DRAWS - 1))],
      draws[(int) Math.round(0.975 * (BOOTSTRAP_DRAWS - 1))]
    };
  }

  private static double ratio(List<double[]> hotels) {
    double sum = 0;
    double count = 0;
    for (double[] hotel : hotels) {
      sum += hotel[0];
      count += hotel[1];
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Each query's gallery in random order, several times. */
  private List<QueryRanking> shuffled() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    List<QueryRanking> result = new ArrayList<>(rankings.size() * RANDOM_DRAWS);
    for (QueryRanking ranking : rankings) {
      EvaluationPhoto[] gallery =
          galleries
              .getOrDefault(ranking.query().photoId(), List.of())
              .toArray(EvaluationPhoto[]::new);
      int needed = Math.min(gallery.length, 100);
      for (int draw = 0; draw < RANDOM_DRAWS; draw++) {
        for (int i = 0; i < needed; i++) {
          int j = i + random.nextInt(gallery.length - i);
          EvaluationPhoto swap = gallery[i];
          gallery[i] = gallery[j];
          gallery[j] = swap;
        }
        result.add(
            QueryRanking.byPhotos(ranking.query(), Arrays.asList(gallery).subList(0, needed), 0));
      }
    }
    return result;
  }

  /**
   * Rank of the right hotel or unit among distinct ones, from 1; a very large number when it is not
   * there.
   */
  private int rankOfRight(QueryRanking ranking) {
    String right = level.of(ranking.query());
    if (level == Level.HOTEL && !ranking.hotels().isEmpty()) {
      int at = ranking.hotels().indexOf(right);
      return at < 0 ? Integer.MAX_VALUE : at + 1;
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (EvaluationPhoto photo : ranking.ranked()) {
      distinct.add(level.of(photo));
      if (level.of(photo).equals(right)) {
        return distinct.size();
      }
    }
    return Integer.MAX_VALUE;
  }

  private boolean rightAmongImages(QueryRanking ranking, int k) {
    String right = level.of(ranking.query());
    return ranking.ranked().stream().limit(k).anyMatch(photo -> level.of(photo).equals(right));
  }

  private static double chainAmongImages(QueryRanking ranking, int k) {
    if (ranking.query().chain().isEmpty()) {
      return Double.NaN;
    }
    return ranking.ranked().stream()
            .limit(k)
            .anyMatch(photo -> photo.chain().equals(ranking.query().chain()))
        ? 1
        : 0;
  }
}
