package org.roomprint.ads.groups.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How well a grouping agrees with the true one.
 *
 * <p>B-cubed (Bagga and Baldwin, 1998): for each item, which share of its found group is truly with
 * it (precision), and which share of its true group was found (recall); the means over all items.
 * Adjusted Rand index (Hubert and Arabie, 1985): agreement over pairs, 0 by chance, 1 when equal.
 *
 * @param precision B-cubed, 0..1
 * @param recall B-cubed, 0..1
 * @param f1 harmonic mean of the two
 * @param adjustedRand -1..1
 * @param groups that were found
 * @param trueGroups that there are
 * @param largest size of the largest group found
 * @param trueLargest size of the largest true group
 */
public record PartitionScores(
    double precision,
    double recall,
    double f1,
    double adjustedRand,
    int groups,
    int trueGroups,
    int largest,
    int trueLargest) {

  /**
   * Compares two groupings of the same items.
   *
   * @param found group of each item
   * @param truth true group of each item, in the same order
   */
  public static PartitionScores of(int[] found, int[] truth) {
    if (found.length != truth.length || found.length == 0) {
      throw new IllegalArgumentException(
          found.length + " groups for " + truth.length + " items; each item has one of both");
    }
    Map<Integer, Integer> foundSizes = new HashMap<>();
    Map<Integer, Integer> trueSizes = new HashMap<>();
    Map<Long, Integer> common = new HashMap<>();
    for (int i = 0; i < found.length; i++) {
      foundSizes.merge(found[i], 1, Integer::sum);
      trueSizes.merge(truth[i], 1, Integer::sum);
      common.merge(((long) found[i] << 32) | (truth[i] & 0xFFFFFFFFL), 1, Integer::sum);
    }
    double precision = 0;
    double recall = 0;
    double pairs = 0;
    for (Map.Entry<Long, Integer> cell : common.entrySet()) {
      double count = cell.getValue();
      precision += count * count / foundSizes.getOrDefault((int) (cell.getKey() >> 32), 1);
      recall += count * count / trueSizes.getOrDefault((int) (long) cell.getKey(), 1);
      pairs += pairs(count);
    }
    precision /= found.length;
    recall /= found.length;
    double foundPairs = foundSizes.values().stream().mapToDouble(PartitionScores::pairs).sum();
    double truePairs = trueSizes.values().stream().mapToDouble(PartitionScores::pairs).sum();
    double all = pairs(found.length);
    double expected = all == 0 ? 0 : foundPairs * truePairs / all;
    double most = (foundPairs + truePairs) / 2;
    return new PartitionScores(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        most == expected ? 1 : (pairs - expected) / (most - expected),
        foundSizes.size(),
        trueSizes.size(),
        largest(foundSizes),
        largest(trueSizes));
  }

  private static double pairs(double size) {
    return size * (size - 1) / 2;
  }

  private static int largest(Map<Integer, Integer> sizes) {
    return Arrays.stream(sizes.values().stream().mapToInt(Integer::intValue).toArray())
        .max()
        .orElse(0);
  }
}
