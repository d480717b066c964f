package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Verifies that two pictures show the same place: mutual nearest neighbours, less those of an
 * overlay, that agree on how the camera was turned, then planes and a camera movement by MAGSAC++.
 *
 * <p>The score is the negative decimal logarithm of the number of times that a geometry would be
 * expected to explain so many of the matches by chance (Moisan and Stival, "A probabilistic
 * criterion to detect rigid point matches", 2004): 3 means once in a thousand pairs of unrelated
 * pictures. It counts matches that lie close together, such as a logo or a pattern, as few.
 *
 * <p>Stateless and deterministic; safe to be called from several threads.
 */
public final class MagsacVerifier implements GeometricVerifier {
  /**
   * From this score on two pictures count as the same place: expected by chance once in a thousand
   * searches, each of which verifies a hundred candidates.
   */
  public static final double VERIFIED_SCORE = 5;

  /** Pairs whose second nearest neighbour is nearly as near as the nearest are left out. */
  private static final double MAX_RATIO = 0.88;

  private static final int MOST_PLANES = 3;
  private static final int FEWEST_ON_PLANE = 5;

  /**
   * Side of the cells in which only so many matches are counted, in pixels of the scaled picture.
   */
  private static final double CELL = 32;

  private static final int MOST_PER_CELL = 4;

  /** Points that define a homography, and the share of a picture that lies near a given point. */
  private static final int HOMOGRAPHY_SAMPLE = 4;

  private static final double LOG_NEAR_POINT = -2.6;

  /** Points that define a fundamental matrix, and the share of a picture that lies near a line. */
  private static final int FUNDAMENTAL_SAMPLE = 7;

  private static final double LOG_NEAR_LINE = -1.3;

  @Override
  public Verification verify(LocalFeatures query, LocalFeatures candidate) {
    List<DescriptorMatcher.Pair> pairs = DescriptorMatcher.match(query, candidate, MAX_RATIO);
    float[] queryPoints = query.toPoints();
    float[] candidatePoints = candidate.toPoints();
    pairs = OverlayFilter.without(pairs, query, candidate);
    pairs = RotationVote.agreeing(pairs, queryPoints, candidatePoints);
    if (pairs.size() < FEWEST_ON_PLANE) {
      return new Verification(pairs.size(), List.of(), 0);
    }
    float[] from = new float[2 * pairs.size()];
    float[] to = new float[2 * pairs.size()];
    double queryScale = PairGeometry.SIDE / Math.max(query.width(), query.height());
    double candidateScale = PairGeometry.SIDE / Math.max(candidate.width(), candidate.height());
    for (int i = 0; i < pairs.size(); i++) {
      int q = 4 * pairs.get(i).query();
      int c = 4 * pairs.get(i).candidate();
      from[2 * i] = (float) (queryPoints[q] * queryScale);
      from[2 * i + 1] = (float) (queryPoints[q + 1] * queryScale);
      to[2 * i] = (float) (candidatePoints[c] * candidateScale);
      to[2 * i + 1] = (float) (candidatePoints[c + 1] * candidateScale);
    }
    List<PairGeometry.Plane> planes = PairGeometry.planes(from, to, MOST_PLANES, FEWEST_ON_PLANE);
    List<Integer> moved = PairGeometry.epipolar(from, to);
    double planeScore =
        planes.isEmpty()
            ? 0
            : Coincidence.score(
                pairs.size(),
                spread(planes.getFirst().inliers(), from, to),
                HOMOGRAPHY_SAMPLE,
                LOG_NEAR_POINT);
    double movedScore =
        Coincidence.score(pairs.size(), spread(moved, from, to), FUNDAMENTAL_SAMPLE, LOG_NEAR_LINE);
    SortedSet<Integer> explained = new TreeSet<>();
    planes.forEach(plane -> explained.addAll(plane.inliers()));
    if (movedScore > 0) {
      explained.addAll(moved);
    }
    List<Verification.Match> matches = new ArrayList<>(explained.size());
    for (int i : explained) {
      int q = 4 * pairs.get(i).query();
      int c = 4 * pairs.get(i).candidate();
      matches.add(
          new Verification.Match(
              queryPoints[q], queryPoints[q + 1], candidatePoints[c], candidatePoints[c + 1]));
    }
    // Two geometries were tried, so that either is twice as likely to fit by chance.
    double score = Math.max(planeScore, movedScore) - Math.log10(2);
    return new Verification(pairs.size(), matches, Math.max(0, score));
  }

  /** Matches counted with at most so many in each cell of either picture. */
  private static int spread(List<Integer> inliers, float[] from, float[] to) {
    return Math.min(spread(inliers, from), spread(inliers, to));
  }

  private static int spread(List<Integer> inliers, float[] points) {
    int cells = (int) (PairGeometry.SIDE / CELL) + 1;
    int[] counts = new int[cells * cells];
    int counted = 0;
    for (int i : inliers) {
      int x = Math.clamp((int) (points[2 * i] / CELL), 0, cells - 1);
      int y = Math.clamp((int) (points[2 * i + 1] / CELL), 0, cells - 1);
      if (counts[y * cells + x]++ < MOST_PER_CELL) {
        counted++;
      }
    }
    return counted;
  }
}
