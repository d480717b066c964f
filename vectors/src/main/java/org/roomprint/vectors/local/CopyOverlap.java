package org.roomprint.vectors.local;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells an edited copy from another view of the same place: one affine map (crop, scale, squeeze,
 * turn) brings the points of one picture onto those of the other to a fraction of a pixel, over all
 * that the two pictures share, and most of the points that could be there are.
 *
 * <p>Another view moves near and far things differently, and shows many points that the first does
 * not. What is drawn over a copy hides some of its points, never moves the others.
 *
 * <p>Measured over 264 edits of real photographs and 175 pairs of other views: of 258 of the copies
 * half of the agreeing points lie within half a pixel of where the map says, and they are a fifth
 * or more of the points that could be there; of other views none has both, unless both were cut out
 * of one photograph.
 *
 * @param agreeing indices of the pairs of points that the map brings together, ascending
 * @param possible points of the picture that has fewer where the two overlap
 * @param medianDistance of the agreeing pairs from where the map says, in pixels of {@link
 *     PairGeometry#SIDE}
 * @param map that brings them together; empty where there is none
 */
record CopyOverlap(
    List<Integer> agreeing, int possible, double medianDistance, Optional<CopyTransform> map) {
  private static final int FEWEST_POINTS = 24;

  /** Share of the points that could be there. */
  private static final double MIN_SHARE = 0.2;

  private static final double MAX_MEDIAN_DISTANCE = 0.5;

  /** Largest distance of an agreeing pair, in pixels of {@link PairGeometry#SIDE}. */
  private static final double THRESHOLD = 2;

  /** Below that the points lie on a line, as good as. */
  private static final double FLATTEST = 1e-4;

  private static final int REFINEMENTS = 8;
  private static final double FIRST_THRESHOLD = 8;

  private static final CopyOverlap NONE = new CopyOverlap(List.of(), 0, 0, Optional.empty());

  CopyOverlap {
    agreeing = List.copyOf(agreeing);
  }

  /** Whether one picture is an edited copy of the other. */
  boolean isCopy() {
    return agreeing.size() >= FEWEST_POINTS
        && agreeing.size() >= MIN_SHARE * possible
        && medianDistance <= MAX_MEDIAN_DISTANCE;
  }

  /**
   * What the map that fits best brings together.
   *
   * @param start pairs that one plane explains
   * @param from {@code [pairs][2]} of all pairs, scaled
   * @param to {@code [pairs][2]} of all pairs, scaled
   */
  static CopyOverlap of(
      List<Integer> start, float[] from, float[] to, LocalFeatures query, LocalFeatures candidate) {
    if (start.size() < FEWEST_POINTS) {
      return NONE;
    }
    int pairs = from.length / 2;
    boolean[] used = new boolean[pairs];
    start.forEach(i -> used[i] = true);
    double[] distances = new double[pairs];
    double[] map = new double[0];
    double limit = FIRST_THRESHOLD;
    for (int step = 0; step < REFINEMENTS; step++) {
      map = affine(used, from, to);
      if (map.length == 0) {
        return NONE;
      }
      for (int i = 0; i < pairs; i++) {
        double x = map[0] * from[2 * i] + map[1] * from[2 * i + 1] + map[2];
        double y = map[3] * from[2 * i] + map[4] * from[2 * i + 1] + map[5];
        distances[i] = Math.hypot(x - to[2 * i], y - to[2 * i + 1]);
        used[i] = distances[i] <= limit;
      }
      limit = Math.max(THRESHOLD, limit / 1.5);
    }
    List<Integer> agreeing =
        IntStream.range(0, pairs).filter(i -> distances[i] <= THRESHOLD).boxed().toList();
    double[] near = agreeing.stream().mapToDouble(i -> distances[i]).sorted().toArray();
    if (near.length < FEWEST_POINTS) {
      return NONE;
    }
    return new CopyOverlap(
        agreeing,
        Math.min(shared(query, candidate, map), shared(candidate, query, inverse(map))),
        near[near.length / 2],
        Optional.of(inPixels(map, query, candidate)));
  }

  private static CopyTransform inPixels(
      double[] map, LocalFeatures query, LocalFeatures candidate) {
    double from = PairGeometry.scale(query);
    double to = PairGeometry.scale(candidate);
    return CopyTransform.of(
        new double[] {
          map[0] * from / to,
          map[1] * from / to,
          map[2] / to,
          map[3] * from / to,
          map[4] * from / to,
          map[5] / to
        },
        query.width(),
        query.height(),
        candidate.width(),
        candidate.height());
  }

  /** Points that the map brings into the other picture. */
  private static int shared(LocalFeatures features, LocalFeatures other, double[] map) {
    double scale = PairGeometry.scale(features);
    double otherScale = PairGeometry.scale(other);
    int shared = 0;
    for (int i = 0; i < features.count(); i++) {
      double x = features.x(i) * scale;
      double y = features.y(i) * scale;
      double toX = map[0] * x + map[1] * y + map[2];
      double toY = map[3] * x + map[4] * y + map[5];
      shared +=
          toX >= 0
                  && toY >= 0
                  && toX < other.width() * otherScale
                  && toY < other.height() * otherScale
              ? 1
              : 0;
    }
    return shared;
  }

  private static double[] inverse(double[] map) {
    double determinant = map[0] * map[4] - map[1] * map[3];
    double a = map[4] / determinant;
    double b = -map[1] / determinant;
    double c = -map[3] / determinant;
    double d = map[0] / determinant;
    return new double[] {a, b, -a * map[2] - b * map[5], c, d, -c * map[2] - d * map[5]};
  }

  /** Least squares; empty where the points lie on a line or are mirrored. */
  private static double[] affine(boolean[] used, float[] from, float[] to) {
    double n = 0;
    double x = 0;
    double y = 0;
    double u = 0;
    double v = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        n++;
        x += from[2 * i];
        y += from[2 * i + 1];
        u += to[2 * i];
        v += to[2 * i + 1];
      }
    }
    if (n < FEWEST_POINTS) {
      return new double[0];
    }
    x /= n;
    y /= n;
    u /= n;
    v /= n;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double ux = 0;
    double uy = 0;
    double vx = 0;
    double vy = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        double dx = from[2 * i] - x;
        double dy = from[2 * i + 1] - y;
        double du = to[2 * i] - u;
        double dv = to[2 * i + 1] - v;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
        ux += du * dx;
        uy += du * dy;
        vx += dv * dx;
        vy += dv * dy;
      }
    }
    double determinant = xx * yy - xy * xy;
    if (determinant < FLATTEST * (xx + yy) * (xx + yy)) {
      return new double[0];
    }
    double a = (ux * yy - uy * xy) / determinant;
    double b = (uy * xx - ux * xy) / determinant;
    double c = (vx * yy - vy * xy) / determinant;
    double d = (vy * xx - vx * xy) / determinant;
    return a * d - b * c > 0
        ? new double[] {a, b, u - a * x - b * y, c, d, v - c * x - d * y}
        : new double[0];
  }
}
