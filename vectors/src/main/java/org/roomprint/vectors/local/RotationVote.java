package org.roomprint.vectors.local;

import java.util.List;

/**
 * Keeps matches that agree on how one picture is turned against the other (weak geometric
 * consistency; Jégou and others, 2008): chance matches point anywhere.
 */
final class RotationVote {
  private static final int BINS = 36;
  private static final double BIN_DEGREES = 360.0 / BINS;

  /** How far from the majority a match may be turned, in bins and in degrees. */
  private static final int REACH_BINS = 3;

  private static final double REACH_DEGREES = REACH_BINS * BIN_DEGREES;

  private RotationVote() {}

  /** Those of the pairs within 30 degrees of what most agree on, in the same order. */
  static List<DescriptorMatcher.Pair> agreeing(
      List<DescriptorMatcher.Pair> pairs, LocalFeatures query, LocalFeatures candidate) {
    int[] votes = new int[BINS];
    for (DescriptorMatcher.Pair pair : pairs) {
      votes[(int) (turn(pair, query, candidate) / BIN_DEGREES) % BINS]++;
    }
    int best = 0;
    int most = -1;
    for (int bin = 0; bin < BINS; bin++) {
      int sum = 0;
      for (int i = -REACH_BINS; i <= REACH_BINS; i++) {
        sum += votes[Math.floorMod(bin + i, BINS)];
      }
      if (sum > most) {
        most = sum;
        best = bin;
      }
    }
    double majority = (best + 0.5) * BIN_DEGREES;
    return pairs.stream()
        .filter(pair -> {
          double away = Math.abs(turn(pair, query, candidate) - majority);
          return Math.min(away, 360 - away) <= REACH_DEGREES;
        })
        .toList();
  }

  /** Degrees from the query's point to the candidate's, 0 to below 360. */
  private static double turn(
      DescriptorMatcher.Pair pair, LocalFeatures query, LocalFeatures candidate) {
    double turn = candidate.direction(pair.candidate()) - query.direction(pair.query());
    return turn - 360 * Math.floor(turn / 360);
  }
}
