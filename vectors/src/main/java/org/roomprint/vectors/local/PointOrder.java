package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Leaves out matches that cross or mirror: three points that are seen clockwise in one picture are
 * seen clockwise in the other, unless one of them lies far before the others.
 *
 * <p>A camera movement alone (fundamental matrix) explains mirrored points, and two cushions that
 * have changed places, as well as it explains a room seen twice. Foreground does change its order
 * against the background, so that a small share of reversed triples is let be.
 */
final class PointOrder {
  /** Share of the triples that may be reversed in what is to prove something. */
  static final double PROOF = 0.1;

  /** The same in what is shown of a proven room: depth reverses as many between two true views. */
  static final double VIEW = 0.25;

  /** Triples that are looked at; all of them where there are no more. */
  private static final int MOST_TRIPLES = 12_000;

  private static final long SEED = 20_150_607;

  /** Height of a triangle over its longest side, below which its direction says little. */
  private static final double MIN_HEIGHT = 0.1;

  /** The same in pixels of {@link PairGeometry#SIDE}: twice what a match may be off. */
  private static final double MIN_HEIGHT_PIXELS = 2 * PairGeometry.THRESHOLD;

  private PointOrder() {}

  /**
   * The largest part of the pairs found by leaving out, one by one, the pair that most reversed
   * triples have; in the same order.
   *
   * @param pairs indices
   * @param from {@code [pairs][2]}, scaled
   * @param to {@code [pairs][2]}, scaled
   * @param maxReversed share of the triples that may be reversed, 0..1
   */
  static List<Integer> kept(List<Integer> pairs, float[] from, float[] to, double maxReversed) {
    List<int[]> triples = triples(pairs.size());
    List<int[]> reversed = new ArrayList<>();
    List<int[]> clear = new ArrayList<>();
    for (int[] triple : triples) {
      double one = direction(triple, pairs, from);
      double other = direction(triple, pairs, to);
      if (one != 0 && other != 0) {
        clear.add(triple);
        if (one * other < 0) {
          reversed.add(triple);
        }
      }
    }
    boolean[] out = new boolean[pairs.size()];
    while (reversed.size() > maxReversed * clear.size()) {
      int worst = worst(reversed, clear, out.length);
      out[worst] = true;
      reversed.removeIf(triple -> has(triple, worst));
      clear.removeIf(triple -> has(triple, worst));
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      if (!out[i]) {
        kept.add(pairs.get(i));
      }
    }
    return kept;
  }

  private static boolean has(int[] triple, int point) {
    return triple[0] == point || triple[1] == point || triple[2] == point;
  }

  /**
   * The point with the largest share of reversed triples; of equals the last, which is unclearer.
   */
  private static int worst(List<int[]> reversed, List<int[]> clear, int points) {
    int[] bad = new int[points];
    int[] all = new int[points];
    count(reversed, bad);
    count(clear, all);
    int worst = 0;
    for (int i = 1; i < points; i++) {
      if ((long) bad[i] * Math.max(1, all[worst]) >= (long) bad[worst] * Math.max(1, all[i])
          && bad[i] > 0) {
        worst = i;
      }
    }
    return worst;
  }

  private static void count(List<int[]> triples, int[] counts) {
    for (int[] triple : triples) {
      for (int point : triple) {
        counts[point]++;
      }
    }
  }

  private static List<int[]> triples(int points) {
    List<int[]> triples = new ArrayList<>();
    if ((long) points * (points - 1) * (points - 2) / 6 <= MOST_TRIPLES) {
      for (int i = 0; i < points; i++) {
        for (int j = i + 1; j < points; j++) {
          for (int k = j + 1; k < points; k++) {
            triples.add(new int[] {i, j, k});
          }
        }
      }
      return triples;
    }
    Random random = new Random(SEED);
    while (triples.size() < MOST_TRIPLES) {
      int i = random.nextInt(points);
      int j = random.nextInt(points);
      int k = random.nextInt(points);
      if (i != j && j != k && i != k) {
        triples.add(new int[] {i, j, k});
      }
    }
    return triples;
  }

  /** Above 0 clockwise, below 0 the other way round, 0 where that is not clear. */
  private static double direction(int[] triple, List<Integer> pairs, float[] points) {
    int a = 2 * pairs.get(triple[0]);
    int b = 2 * pairs.get(triple[1]);
    int c = 2 * pairs.get(triple[2]);
    double abX = points[b] - points[a];
    double abY = points[b + 1] - points[a + 1];
    double acX = points[c] - points[a];
    double acY = points[c + 1] - points[a + 1];
    double doubleArea = abX * acY - abY * acX;
    double longest =
        Math.max(
            Math.hypot(abX, abY), Math.max(Math.hypot(acX, acY), Math.hypot(acX - abX, acY - abY)));
    double height = longest == 0 ? 0 : Math.abs(doubleArea) / longest;
    return height >= Math.max(MIN_HEIGHT_PIXELS, MIN_HEIGHT * longest) ? doubleArea : 0;
  }
}
