package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Verifies that two pictures show the same place: mutual nearest neighbours, less those of an
 * overlay, that agree on how the camera was turned, then planes and a camera movement by MAGSAC++,
 * less what crosses or mirrors.
 *
 * <p>The score is the negative decimal logarithm of the number of times that a geometry would be
 * expected to explain so many of the matches by chance (Moisan and Stival, "A probabilistic
 * criterion to detect rigid point matches", 2004): 3 means once in a thousand pairs of unrelated
 * pictures. It counts matches that lie close together, such as a logo or a pattern, as few.
 *
 * <p>Stateless and deterministic; safe to be called from several threads. Two pictures have the
 * same points in common whichever of them is searched for.
 */
public final class MagsacVerifier implements GeometricVerifier {
  /**
   * From this score on two pictures count as the same place: expected by chance once in a thousand
   * searches, each of which verifies a hundred candidates.
   */
  public static final double VERIFIED_SCORE = 5;

  /**
   * The same score where each place counts once, without which the points at a few places make
   * nothing the same: expected by chance once in three hundred pairs of unrelated pictures.
   */
  private static final double MIN_SCORE_OF_PLACES = 2.5;

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

  /**
   * Largest share of both pictures that the points of one object take up. Measured by eye over 175
   * pairs of real photographs: of ten pairs below it eight show the same cushions, picture or
   * window in two rooms; above it such pairs are few.
   */
  private static final double MAX_OBJECT_SHARE = 0.03;

  /** Share of the points that one plane explains where they are of one object. */
  private static final double MIN_OBJECT_FLATNESS = 0.8;

  /** Roundness below which points lie on one line, along which anything could be moved. */
  private static final double MIN_ROUNDNESS = 0.05;

  @Override
  public Verification verify(LocalFeatures query, LocalFeatures candidate) {
    // The ratio of distances and the samples that are drawn depend on which picture comes first.
    return LocalFeatures.BY_CONTENT.compare(query, candidate) <= 0
        ? verified(tentative(query, candidate))
        : verified(tentative(candidate, query)).swapped();
  }

  @Override
  public Verification verifyMirrored(LocalFeatures query, LocalFeatures candidate) {
    if (LocalFeatures.BY_CONTENT.compare(query, candidate) > 0) {
      return verifyMirrored(candidate, query).swapped();
    }
    Verification mirrored = verified(tentative(query.mirrored(), candidate));
    return mirrored.shared() == SharedContent.PICTURE
        ? mirrored.ofMirroredQuery(query.width())
        : Verification.none();
  }

  private static TentativePairs tentative(LocalFeatures query, LocalFeatures candidate) {
    List<DescriptorMatcher.Pair> pairs = DescriptorMatcher.match(query, candidate, MAX_RATIO);
    pairs = OverlayFilter.without(pairs, query, candidate);
    return new TentativePairs(query, candidate, RotationVote.agreeing(pairs, query, candidate));
  }

  private static Verification verified(TentativePairs pairs) {
    if (pairs.count() < FEWEST_ON_PLANE) {
      return new Verification(pairs.count(), List.of(), 0, SharedContent.NOTHING);
    }
    List<List<Integer>> planes =
        PairGeometry.planes(pairs.from, pairs.to, MOST_PLANES, FEWEST_ON_PLANE);
    List<Integer> moved = PairGeometry.epipolar(pairs.from, pairs.to);
    SortedSet<Integer> explained = new TreeSet<>();
    planes.forEach(plane -> explained.addAll(plane));
    if (movedScore(pairs, moved) > 0) {
      explained.addAll(moved);
    }
    List<Integer> kept =
        PointOrder.kept(List.copyOf(explained), pairs.from, pairs.to, PointOrder.PROOF);
    if (isLine(kept, pairs.from) || isLine(kept, pairs.to)) {
      return new Verification(pairs.count(), List.of(), 0, SharedContent.NOTHING);
    }
    double score = score(pairs, planes, moved, kept);
    if (score < VERIFIED_SCORE
        || score(pairs, planes, moved, atPlacesOfTheirOwn(kept, pairs)) < MIN_SCORE_OF_PLACES) {
      return new Verification(pairs.count(), pairs.matches(kept), score, SharedContent.NOTHING);
    }
    List<Integer> largest =
        planes.stream()
            .map(plane -> common(plane, kept))
            .max(Comparator.comparingInt(List::size))
            .orElse(List.of());
    CopyOverlap overlap =
        CopyOverlap.of(largest, pairs.from, pairs.to, pairs.query, pairs.candidate);
    if (overlap.isCopy()) {
      return new Verification(
          pairs.count(),
          pairs.matches(overlap.agreeing()),
          score,
          SharedContent.PICTURE,
          overlap.map());
    }
    boolean isObject =
        largest.size() >= MIN_OBJECT_FLATNESS * kept.size()
            && share(kept, pairs.from, pairs.query) <= MAX_OBJECT_SHARE
            && share(kept, pairs.to, pairs.candidate) <= MAX_OBJECT_SHARE;
    if (isObject) {
      return new Verification(pairs.count(), pairs.matches(kept), score, SharedContent.OBJECT);
    }
    List<Integer> shown =
        PointOrder.kept(List.copyOf(explained), pairs.from, pairs.to, PointOrder.VIEW);
    return new Verification(pairs.count(), pairs.matches(shown), score, SharedContent.ROOM);
  }

  /** How surprising the best of the geometries is, going by these of the pairs alone. */
  private static double score(
      TentativePairs pairs,
      List<List<Integer>> planes,
      List<Integer> moved,
      List<Integer> counted) {
    double best = movedScore(pairs, common(moved, counted));
    for (List<Integer> plane : planes) {
      best = Math.max(best, planeScore(pairs, common(plane, counted)));
    }
    // Two geometries were tried, so that either is twice as likely to fit by chance.
    return Math.max(0, best - Math.log10(2));
  }

  /**
   * The pairs less those at a place that another has in either picture: a point is described anew
   * for each direction it has, and what matches once then matches again.
   */
  private static List<Integer> atPlacesOfTheirOwn(List<Integer> kept, TentativePairs pairs) {
    Set<List<Integer>> inQuery = new HashSet<>();
    Set<List<Integer>> inCandidate = new HashSet<>();
    List<Integer> alone = new ArrayList<>();
    for (int i : kept) {
      boolean isNewInQuery = inQuery.add(place(i, pairs.from));
      boolean isNewInCandidate = inCandidate.add(place(i, pairs.to));
      if (isNewInQuery && isNewInCandidate) {
        alone.add(i);
      }
    }
    return alone;
  }

  private static List<Integer> place(int pair, float[] points) {
    return List.of(Math.round(points[2 * pair]), Math.round(points[2 * pair + 1]));
  }

  private static List<Integer> common(List<Integer> some, List<Integer> others) {
    Set<Integer> set = new HashSet<>(others);
    return some.stream().filter(set::contains).toList();
  }

  private static boolean isLine(List<Integer> kept, float[] points) {
    return Extent.roundness(kept, points) < MIN_ROUNDNESS;
  }

  private static double share(List<Integer> kept, float[] points, LocalFeatures features) {
    double scale = PairGeometry.scale(features);
    return Extent.hull(kept, points) / (features.width() * scale * features.height() * scale);
  }

  private static double planeScore(TentativePairs pairs, List<Integer> onPlane) {
    return Coincidence.score(
        pairs.count(), spread(onPlane, pairs), HOMOGRAPHY_SAMPLE, LOG_NEAR_POINT);
  }

  private static double movedScore(TentativePairs pairs, List<Integer> moved) {
    return Coincidence.score(
        pairs.count(), spread(moved, pairs), FUNDAMENTAL_SAMPLE, LOG_NEAR_LINE);
  }

  /** Matches counted with at most so many in each cell of either picture. */
  private static int spread(List<Integer> inliers, TentativePairs pairs) {
    return Math.min(spread(inliers, pairs.from), spread(inliers, pairs.to));
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
