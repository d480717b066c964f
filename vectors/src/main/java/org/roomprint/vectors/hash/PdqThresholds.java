package org.roomprint.vectors.hash;

import java.util.Arrays;

/**
 * How the distance sought is shared out among the bands of a segment.
 *
 * <p>A band with threshold t is searched for values that differ from the query's in fewer than t
 * bits; the thresholds add up to one more than the distance. Shared out evenly that is best where
 * hashes are spread evenly, as those of photographs nearly are. Where many hashes share a value
 * with the query (flat pictures, thousands of near copies) the thresholds with the fewest hashes to
 * look at are found by dynamic programming, so that a crowded band is passed over and others are
 * searched the deeper. See J. Qin and others, "GPH: Similarity Search in Hamming Space", 2018.
 */
final class PdqThresholds {
  /** Largest threshold: values that differ in two bits. */
  private static final int MAX = 3;

  private PdqThresholds() {}

  /** Thresholds that differ by at most one. */
  static int[] even(int maxDistance) {
    int sum = maxDistance + 1;
    int[] thresholds = new int[PdqBand.COUNT];
    for (int band = 0; band < PdqBand.COUNT; band++) {
      thresholds[band] = sum / PdqBand.COUNT + (band < sum % PdqBand.COUNT ? 1 : 0);
    }
    return thresholds;
  }

  /** The thresholds with the fewest hashes to look at. */
  static int[] cheapest(int maxDistance, PdqBand[] bands, int[] values) {
    int sum = maxDistance + 1;
    long[][] costs = new long[PdqBand.COUNT][];
    for (int band = 0; band < PdqBand.COUNT; band++) {
      costs[band] = costs(bands[band], values[band]);
    }
    // best[s]: least cost of the bands so far with thresholds that add up to s.
    long[] best = new long[sum + 1];
    Arrays.fill(best, Long.MAX_VALUE);
    best[0] = 0;
    int[][] chosen = new int[PdqBand.COUNT][sum + 1];
    for (int band = 0; band < PdqBand.COUNT; band++) {
      long[] with = new long[sum + 1];
      Arrays.fill(with, Long.MAX_VALUE);
      for (int s = 0; s <= sum; s++) {
        for (int threshold = 0; threshold <= Math.min(MAX, s); threshold++) {
          long before = best[s - threshold];
          if (before != Long.MAX_VALUE && before + costs[band][threshold] < with[s]) {
            with[s] = before + costs[band][threshold];
            chosen[band][s] = threshold;
          }
        }
      }
      best = with;
    }
    int[] thresholds = new int[PdqBand.COUNT];
    int left = sum;
    for (int band = PdqBand.COUNT - 1; band >= 0; band--) {
      thresholds[band] = chosen[band][left];
      left -= thresholds[band];
    }
    return thresholds;
  }

  /** Hashes to look at in a band for each threshold. */
  private static long[] costs(PdqBand band, int value) {
    long[] costs = new long[MAX + 1];
    costs[1] = band.size(value);
    costs[2] = costs[1];
    for (int bit = 0; bit < PdqBand.BITS; bit++) {
      costs[2] += band.size(value ^ 1 << bit);
    }
    costs[3] = costs[2];
    for (int bit = 1; bit < PdqBand.BITS; bit++) {
      for (int other = 0; other < bit; other++) {
        costs[3] += band.size(value ^ 1 << bit ^ 1 << other);
      }
    }
    return costs;
  }
}
