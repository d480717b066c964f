package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies by planes and by one camera movement: what several homographies explain (headboard,
 * artwork, wall), and what the fundamental matrix explains beyond that. The same pairs give the
 * same verdict at every run.
 */
public final class MagsacVerifier implements GeometricVerifier {
  private static final double MAX_RATIO = 0.9;
  private static final int MAX_PLANES = 3;
  private static final int FEWEST_OF_A_PLANE = 8;

  /** Cells of a grid over the picture: points that crowd one cell count little. */
  private static final int GRID = 12;

  @Override
  public Verification verify(LocalFeatures query, LocalFeatures candidate) {
    List<DescriptorMatcher.Pair> pairs = DescriptorMatcher.match(query, candidate, MAX_RATIO);
    if (pairs.size() < FEWEST_OF_A_PLANE) {
      return new Verification(pairs.size(), List.of(), 0);
    }
    float[] queryPoints = query.toPoints();
    float[] candidatePoints = candidate.toPoints();
    float[] q = new float[2 * pairs.size()];
    float[] c = new float[2 * pairs.size()];
    float queryScale = (float) (PairGeometry.SIDE / Math.max(query.width(), query.height()));
    float candidateScale =
        (float) (PairGeometry.SIDE / Math.max(candidate.width(), candidate.height()));
    for (int i = 0; i < pairs.size(); i++) {
      for (int axis = 0; axis < 2; axis++) {
        q[2 * i + axis] = queryPoints[4 * pairs.get(i).query() + axis] * queryScale;
        c[2 * i + axis] = candidatePoints[4 * pairs.get(i).candidate() + axis] * candidateScale;
      }
    }
    Set<Integer> kept = new TreeSet<>();
    for (PairGeometry.Plane plane : PairGeometry.planes(q, c, MAX_PLANES, FEWEST_OF_A_PLANE)) {
      kept.addAll(plane.inliers());
    }
    if (kept.isEmpty()) {
      return new Verification(pairs.size(), List.of(), 0);
    }
    List<Verification.Match> matches = new ArrayList<>();
    Set<Integer> queryCells = new HashSet<>();
    Set<Integer> candidateCells = new HashSet<>();
    for (int i : kept) {
      matches.add(
          new Verification.Match(
              q[2 * i] / queryScale,
              q[2 * i + 1] / queryScale,
              c[2 * i] / candidateScale,
              c[2 * i + 1] / candidateScale));
      queryCells.add(cell(q[2 * i], q[2 * i + 1]));
      candidateCells.add(cell(c[2 * i], c[2 * i + 1]));
    }
    double spread = Math.min(queryCells.size(), candidateCells.size());
    return new Verification(pairs.size(), matches, Math.min(matches.size(), 2 * spread));
  }

  private static int cell(float x, float y) {
    double size = PairGeometry.SIDE / GRID;
    return ((int) (y / size)) * GRID + ((int) (x / size));
  }
}
