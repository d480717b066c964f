package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses strong points that are spread over the picture: the strongest of every cell first, then
 * the second of every cell, and so on, until there are enough.
 */
final class SpreadSelection {
  /** Cells along the longer side. */
  private static final int CELLS = 10;

  private SpreadSelection() {}

  /**
   * Indices of the chosen points, in the order they were chosen; a response of NaN is never chosen.
   *
   * @param points {@code [count][4]}, x and y in pixels first
   * @param responses {@code [count]}, larger is stronger
   */
  static int[] choose(float[] points, float[] responses, int width, int height, int most) {
    float cell = Math.max(1, Math.max(width, height) / (float) CELLS);
    int columns = (int) (width / cell) + 1;
    List<Integer> byStrength = new ArrayList<>();
    for (int i = 0; i < responses.length; i++) {
      if (!Float.isNaN(responses[i])) {
        byStrength.add(i);
      }
    }
    byStrength.sort(Comparator.<Integer>comparingDouble(i -> -responses[i]).thenComparing(i -> i));
    int[] taken = new int[columns * ((int) (height / cell) + 1)];
    int[] rounds = new int[responses.length];
    for (int i : byStrength) {
      int column = Math.clamp((int) (points[4 * i] / cell), 0, columns - 1);
      int row = Math.clamp((int) (points[4 * i + 1] / cell), 0, taken.length / columns - 1);
      rounds[i] = taken[row * columns + column]++;
    }
    return byStrength.stream()
        .sorted(Comparator.comparingInt(i -> rounds[i]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
