package org.roomprint.ads.groups;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Joins clusters, the best pair first, until no pair reaches the threshold.
 *
 * <p>Pairs come from the keys: all pairs of the holders of a key with few, neighbours in time of a
 * key with many. A joined cluster is paired anew. A score may fall while it waits because others
 * were joined, so it is computed again when its turn comes; it may rise as well, so there are
 * rounds, until one joins nothing. What it does depends on the numbers of clusters and keys, and on
 * nothing else.
 */
final class Agglomeration {
  /** Holders up to which all pairs of a key are looked at. */
  static final int ALL_PAIRS = 24;

  private static final int NEIGHBOURS = 3;
  private static final int MAX_ROUNDS = 12;
  private static final double SAME = 1e-9;

  /** How well two clusters go together. */
  interface PairScore {
    double of(Agglomeration state, int a, int b);
  }

  /** Who is asked before, and told after, two clusters are joined. */
  interface Joins {
    /** Whether the two may be joined. */
    boolean allows(Agglomeration state, int a, int b, double score);

    /** Called before the two become one. */
    void joining(Agglomeration state, int a, int b, int into, double score);
  }

  private record Pair(double score, int a, int b) {}

  final KeyTable table;
  private final PairScore score;
  private final double threshold;
  private final Joins joins;
  private final BitSet pairing;
  private final Cluster[] clusters;
  private final int[] into;
  private int count;
  private final int[] span;
  private final int[][] holders;
  private final BitSet changed = new BitSet();
  private final int[] seen;
  private int stamp;
  private final Set<Long> refused = new HashSet<>();
  private final PriorityQueue<Pair> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble((Pair pair) -> -pair.score())
              .thenComparingInt(Pair::a)
              .thenComparingInt(Pair::b));

  /**
   * @param pairing keys whose holders are looked at as pairs
   */
  Agglomeration(
      KeyTable table,
      List<Cluster> start,
      BitSet pairing,
      PairScore score,
      double threshold,
      Joins joins) {
    this.table = table;
    this.score = score;
    this.threshold = threshold;
    this.joins = joins;
    this.pairing = pairing;
    this.count = start.size();
    this.clusters = start.toArray(new Cluster[2 * count]);
    this.into = new int[2 * count];
    this.seen = new int[2 * count];
    Arrays.setAll(into, i -> i);
    this.span = new int[table.keyCount()];
    for (Cluster cluster : start) {
      for (int key : cluster.keys) {
        span[key]++;
      }
    }
    this.holders = new int[span.length][];
    Arrays.setAll(holders, key -> new int[span[key]]);
    int[] filled = new int[span.length];
    for (int i = 0; i < start.size(); i++) {
      for (int key : start.get(i).keys) {
        holders[key][filled[key]++] = i;
      }
    }
    changed.set(0, span.length);
  }

  Cluster cluster(int number) {
    return clusters[number];
  }

  /** How many clusters hold a key now. */
  int span(int key) {
    return span[key];
  }

  /** The cluster that a cluster is part of now. */
  int now(int number) {
    int root = number;
    while (into[root] != root) {
      root = into[root];
    }
    int at = number;
    while (into[at] != root) {
      int next = into[at];
      into[at] = root;
      at = next;
    }
    return root;
  }

  /** The clusters that hold a key now, ascending; not to be changed. */
  int[] holders(int key) {
    int[] known = holders[key];
    stamp++;
    int[] fresh = known.length == span[key] ? known : new int[span[key]];
    int n = 0;
    for (int one : known) {
      int root = now(one);
      if (seen[root] != stamp) {
        seen[root] = stamp;
        fresh[n++] = root;
      }
    }
    Arrays.sort(fresh);
    holders[key] = fresh;
    return fresh;
  }

  void run() {
    for (int round = 0; round < MAX_ROUNDS && round(); round++) {}
  }

  private boolean round() {
    offerChanged();
    boolean hasJoined = false;
    for (Pair best = queue.poll(); best != null; best = queue.poll()) {
      if (into[best.a()] != best.a() || into[best.b()] != best.b()) {
        continue;
      }
      double fresh = score.of(this, best.a(), best.b());
      if (fresh < best.score() - SAME) {
        if (fresh >= threshold) {
          queue.add(new Pair(fresh, best.a(), best.b()));
        }
      } else if (joins.allows(this, best.a(), best.b(), fresh)) {
        offer(join(best.a(), best.b(), fresh));
        hasJoined = true;
      } else {
        refused.add(code(best.a(), best.b()));
      }
    }
    return hasJoined;
  }

  /** Joins two clusters whatever their score, and gives the number of what they become. */
  int join(int a, int b, double reached) {
    int number = count++;
    joins.joining(this, a, b, number, reached);
    Cluster one = clusters[a];
    Cluster two = clusters[b];
    clusters[number] = one.with(two);
    into[a] = number;
    into[b] = number;
    int j = 0;
    for (int key : one.keys) {
      while (j < two.keys.length && two.keys[j] < key) {
        j++;
      }
      if (j < two.keys.length && two.keys[j] == key) {
        span[key]--;
        changed.set(key);
      }
    }
    return number;
  }

  /** Pairs of one cluster with all that share a key of few holders with it. */
  private void offer(int number) {
    int[] others = new int[16];
    int n = 0;
    for (int key : clusters[number].keys) {
      if (pairing.get(key) && span[key] > 1 && span[key] <= ALL_PAIRS) {
        for (int other : holders(key)) {
          if (n == others.length) {
            others = Arrays.copyOf(others, 2 * n);
          }
          others[n++] = other;
        }
      }
    }
    Arrays.sort(others, 0, n);
    for (int i = 0; i < n; i++) {
      if (others[i] != number && (i == 0 || others[i] != others[i - 1])) {
        offer(others[i], number);
      }
    }
  }

  /** Pairs of the holders of all keys whose span has changed since the last round. */
  private void offerChanged() {
    long[] pairs = new long[1024];
    int n = 0;
    for (int key = changed.nextSetBit(0); key >= 0; key = changed.nextSetBit(key + 1)) {
      if (!pairing.get(key) || span[key] < 2) {
        continue;
      }
      int[] all = holders(key);
      int reach = all.length;
      if (all.length > ALL_PAIRS) {
        all = byTime(all, key);
        reach = NEIGHBOURS;
      }
      for (int i = 0; i < all.length; i++) {
        for (int j = i + 1; j < all.length && j <= i + reach; j++) {
          if (n == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * n);
          }
          pairs[n++] = code(all[i], all[j]);
        }
      }
    }
    changed.clear();
    Arrays.sort(pairs, 0, n);
    for (int i = 0; i < n; i++) {
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        offer((int) (pairs[i] >> 32), (int) pairs[i]);
      }
    }
  }

  private int[] byTime(int[] all, int key) {
    long[] order = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      Cluster cluster = clusters[all[i]];
      order[i] = ((long) cluster.first[cluster.at(key)] << 32) | all[i];
    }
    Arrays.sort(order);
    int[] sorted = new int[all.length];
    Arrays.setAll(sorted, i -> (int) order[i]);
    return sorted;
  }

  private void offer(int low, int high) {
    if (!refused.isEmpty() && refused.contains(code(low, high))) {
      return;
    }
    double reached = score.of(this, low, high);
    if (reached >= threshold) {
      queue.add(new Pair(reached, low, high));
    }
  }

  private static long code(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
