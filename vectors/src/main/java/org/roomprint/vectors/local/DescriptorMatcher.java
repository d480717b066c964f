package org.roomprint.vectors.local;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds pairs of points that are each other's nearest neighbours and clearly nearer than the second
 * nearest (Lowe, 2004).
 *
 * <p>Descriptors are whole numbers below 128, so that every sum of their products is a whole number
 * below 2^24, and {@link DotProducts} exact.
 */
final class DescriptorMatcher {
  private static final int VALUES = LocalFeatures.DESCRIPTOR_VALUES;

  private DescriptorMatcher() {}

  /**
   * A pair of points.
   *
   * @param query index among the query's points
   * @param candidate index among the candidate's points
   * @param ratio distance to it over distance to the second nearest, 0..1, smaller is clearer
   */
  record Pair(int query, int candidate, float ratio) {}

  /**
   * Mutual nearest neighbours, clearest first.
   *
   * @param maxRatio pairs of a larger ratio are left out, 0..1
   */
  static List<Pair> match(LocalFeatures query, LocalFeatures candidate, double maxRatio) {
    int rows = query.count();
    int columns = candidate.count();
    if (rows == 0 || columns == 0) {
      return List.of();
    }
    float[] queryNorms = query.squaredNorms();
    float[] candidateNorms = candidate.squaredNorms();
    FloatBuffer products = DotProducts.of(query.descriptors(), candidate.descriptors(), VALUES);

    float[] columnBest = new float[columns];
    Arrays.fill(columnBest, Float.MAX_VALUE);
    int[] columnNearest = new int[columns];
    float[] best = new float[rows];
    float[] second = new float[rows];
    int[] nearest = new int[rows];
    for (int row = 0; row < rows; row++) {
      float rowBest = Float.MAX_VALUE;
      float rowSecond = Float.MAX_VALUE;
      float norm = queryNorms[row];
      int begin = row * columns;
      for (int column = 0; column < columns; column++) {
        float distance = norm + candidateNorms[column] - 2 * products.get(begin + column);
        if (distance < rowSecond) {
          if (distance < rowBest) {
            rowSecond = rowBest;
            rowBest = distance;
            nearest[row] = column;
          } else {
            rowSecond = distance;
          }
        }
        if (distance < columnBest[column]) {
          columnBest[column] = distance;
          columnNearest[column] = row;
        }
      }
      best[row] = rowBest;
      second[row] = rowSecond;
    }
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (columnNearest[nearest[row]] == row) {
        float ratio = second[row] > 0 ? (float) Math.sqrt(best[row] / second[row]) : 1;
        if (ratio <= maxRatio) {
          pairs.add(new Pair(row, nearest[row], ratio));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::ratio).thenComparingInt(Pair::query));
    return pairs;
  }
}
