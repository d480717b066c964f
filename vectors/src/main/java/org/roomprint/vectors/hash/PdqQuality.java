package org.roomprint.vectors.hash;

/**
 * How much structure the 64 x 64 reduction of a picture has: the sum of the steps between
 * neighbours, each in whole percent of the range, so that many faint steps do not count as one
 * strong one.
 */
final class PdqQuality {
  /** Largest quality. */
  static final int MAX = 100;

  private static final float PERCENT = 100f;
  private static final float RANGE = 255f;
  private static final int STEPS_PER_POINT = 90;

  private PdqQuality() {}

  /** The quality, 0..100, of a reduced picture {@code [64][64]}, luminance 0..255. */
  static int of(float[] reduced, int side) {
    int steps = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float here = reduced[y * side + x];
        if (y + 1 < side) {
          steps += step(here, reduced[(y + 1) * side + x]);
        }
        if (x + 1 < side) {
          steps += step(here, reduced[y * side + x + 1]);
        }
      }
    }
    return Math.min(MAX, steps / STEPS_PER_POINT);
  }

  private static int step(float here, float next) {
    return Math.abs((int) ((here - next) * PERCENT / RANGE));
  }

  static void check(int quality) {
    if (quality < 0 || quality > MAX) {
      throw new IllegalArgumentException("PDQ quality is 0..100, not " + quality);
    }
  }
}
