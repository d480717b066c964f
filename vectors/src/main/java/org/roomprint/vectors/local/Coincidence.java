package org.roomprint.vectors.local;

/**
 * How surprising it is that a geometry, the best of all that could be chosen, explains so many
 * matches.
 */
final class Coincidence {
  private Coincidence() {}

  /**
   * Negative decimal logarithm of the expected number of geometries that explain {@code explained}
   * of {@code matches} unrelated matches, at least 0.
   *
   * @param matches that were there
   * @param explained of them, those that define the geometry included
   * @param sample matches that define a geometry
   * @param logNear decimal logarithm of the chance that an unrelated match lies near enough
   */
  static double score(int matches, int explained, int sample, double logNear) {
    if (explained <= sample) {
      return 0;
    }
    double logExpected =
        Math.log10(matches - sample)
            + logChoose(matches, explained)
            + logChoose(explained, sample)
            + (explained - sample) * logNear;
    return Math.max(0, -logExpected);
  }

  /** Decimal logarithm of the number of ways to choose {@code k} of {@code n}. */
  static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log10((double) (n - k + i) / i);
    }
    return sum;
  }
}
