package org.roomprint.vectors.local;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Takes away the matches of what was laid over both pictures: a banner, a caption, a water mark of
 * the same board says nothing of the room behind it.
 *
 * <p>What was laid over two pictures by a program is upright and equal to a fraction of a pixel in
 * both, in a part of the picture only: a good many points around it, which would have to match if
 * the pictures were copies, do not. Neither a copy (all of it matches) nor another view (it is not
 * that equal) is like that.
 */
final class OverlayFilter {
  /** Banner, caption and water mark. */
  private static final int MOST_OVERLAYS = 3;

  /** Fewer points are not missed, and not surprising. */
  private static final int FEWEST_POINTS = 8;

  /** Largest distance from where the transform says, on the scale of {@link PairGeometry#SIDE}. */
  private static final double THRESHOLD = 1;

  /** Median of the same; what a program drew twice differs by less than half a pixel. */
  private static final double MAX_MEDIAN = 0.5;

  private static final double MAX_TURN_DEGREES = 0.75;

  /** What lies outside of this share of the overlay's points at either end is chance. */
  private static final double TRIM = 0.03;

  /** Space around the overlay's points that still belongs to it, on the same scale. */
  private static final double MARGIN = 10;

  /** Points around the overlay that were to match if the pictures were copies. */
  private static final int FEWEST_AROUND = 40;

  /** Largest share of these that does. */
  private static final double MAX_MATCHED_AROUND = 0.05;

  /** Share of what the pictures have in common that a copy with a banner over it leaves. */
  private static final double MIN_COPY_AREA = 0.5;

  /** Share of the points therein that match in a copy; of a water mark over two rooms few do. */
  private static final double MIN_COPY_SHARE = 0.2;

  private static final int MAX_ITERATIONS = 1000;
  private static final double CONFIDENCE = 0.99;
  private static final int REFINEMENTS = 5;

  private OverlayFilter() {}

  /** A picture's points on the scale of {@link PairGeometry#SIDE}. */
  private static final class Scaled {
    final float[] points;
    final double width;
    final double height;

    Scaled(LocalFeatures features) {
      double scale = PairGeometry.scale(features);
      points = new float[2 * features.count()];
      for (int i = 0; i < features.count(); i++) {
        points[2 * i] = (float) (features.x(i) * scale);
        points[2 * i + 1] = (float) (features.y(i) * scale);
      }
      width = features.width() * scale;
      height = features.height() * scale;
    }
  }

  /** An upright enlargement and shift from query to candidate. */
  private record Transform(double a, double b, double x, double y) {
    double toX(double fromX, double fromY) {
      return a * fromX - b * fromY + x;
    }

    double toY(double fromX, double fromY) {
      return b * fromX + a * fromY + y;
    }

    double distance(DescriptorMatcher.Pair pair, Scaled query, Scaled candidate) {
      double fromX = query.points[2 * pair.query()];
      double fromY = query.points[2 * pair.query() + 1];
      return Math.hypot(
          toX(fromX, fromY) - candidate.points[2 * pair.candidate()],
          toY(fromX, fromY) - candidate.points[2 * pair.candidate() + 1]);
    }
  }

  private record Box(double left, double top, double right, double bottom) {
    boolean holds(double x, double y) {
      return x >= left && x <= right && y >= top && y <= bottom;
    }
  }

  /** The pairs that are not of an overlay, in the same order. */
  static List<DescriptorMatcher.Pair> without(
      List<DescriptorMatcher.Pair> pairs, LocalFeatures query, LocalFeatures candidate) {
    if (pairs.size() < FEWEST_POINTS) {
      return pairs;
    }
    Scaled from = new Scaled(query);
    Scaled to = new Scaled(candidate);
    List<DescriptorMatcher.Pair> left = pairs;
    for (int i = 0; i < MOST_OVERLAYS && left.size() >= FEWEST_POINTS; i++) {
      Optional<List<DescriptorMatcher.Pair>> rest = withoutOne(left, from, to);
      if (rest.isEmpty()) {
        break;
      }
      left = rest.get();
    }
    return left;
  }

  private static Optional<List<DescriptorMatcher.Pair>> withoutOne(
      List<DescriptorMatcher.Pair> pairs, Scaled query, Scaled candidate) {
    Optional<Transform> found = transform(pairs, query, candidate);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Transform transform = found.get();
    List<DescriptorMatcher.Pair> equal =
        pairs.stream()
            .filter(pair -> transform.distance(pair, query, candidate) <= THRESHOLD)
            .toList();
    if (equal.size() < FEWEST_POINTS
        || Math.abs(Math.toDegrees(Math.atan2(transform.b, transform.a))) > MAX_TURN_DEGREES
        || median(equal, transform, query, candidate) > MAX_MEDIAN) {
      return Optional.empty();
    }
    Box box = box(equal, query);
    if (isCopy(box, equal, transform, query, candidate)) {
      return Optional.empty();
    }
    int around = 0;
    for (int i = 0; i < query.points.length / 2; i++) {
      double x = query.points[2 * i];
      double y = query.points[2 * i + 1];
      double toX = transform.toX(x, y);
      double toY = transform.toY(x, y);
      boolean shared = toX >= 0 && toY >= 0 && toX < candidate.width && toY < candidate.height;
      around += shared && !box.holds(x, y) ? 1 : 0;
    }
    long matchedAround = equal.stream().filter(pair -> !within(box, pair, query)).count();
    if (around < FEWEST_AROUND || matchedAround > MAX_MATCHED_AROUND * around) {
      return Optional.empty();
    }
    return Optional.of(
        pairs.stream()
            .filter(pair ->
                !within(box, pair, query) || transform.distance(pair, query, candidate) > MARGIN)
            .filter(pair -> transform.distance(pair, query, candidate) > THRESHOLD)
            .toList());
  }

  /**
   * Whether what is equal is the picture itself, less a banner over one of the two: it takes up
   * most of what the pictures share, and most of its points match.
   */
  private static boolean isCopy(
      Box box,
      List<DescriptorMatcher.Pair> equal,
      Transform transform,
      Scaled query,
      Scaled candidate) {
    double enlargement = Math.hypot(transform.a, transform.b);
    double width =
        Math.min(query.width, (candidate.width - transform.x) / enlargement)
            - Math.max(0, -transform.x / enlargement);
    double height =
        Math.min(query.height, (candidate.height - transform.y) / enlargement)
            - Math.max(0, -transform.y / enlargement);
    if ((box.right - box.left) * (box.bottom - box.top) < MIN_COPY_AREA * width * height) {
      return false;
    }
    int points = 0;
    for (int i = 0; i < query.points.length / 2; i++) {
      points += box.holds(query.points[2 * i], query.points[2 * i + 1]) ? 1 : 0;
    }
    return equal.size() >= MIN_COPY_SHARE * points;
  }

  private static boolean within(Box box, DescriptorMatcher.Pair pair, Scaled query) {
    return box.holds(query.points[2 * pair.query()], query.points[2 * pair.query() + 1]);
  }

  private static double median(
      List<DescriptorMatcher.Pair> pairs, Transform transform, Scaled query, Scaled candidate) {
    double[] distances =
        pairs.stream()
            .mapToDouble(pair -> transform.distance(pair, query, candidate))
            .sorted()
            .toArray();
    return distances[distances.length / 2];
  }

  private static Box box(List<DescriptorMatcher.Pair> pairs, Scaled query) {
    double[] xs = pairs.stream().mapToDouble(pair -> query.points[2 * pair.query()]).toArray();
    double[] ys = pairs.stream().mapToDouble(pair -> query.points[2 * pair.query() + 1]).toArray();
    Arrays.sort(xs);
    Arrays.sort(ys);
    int low = (int) (TRIM * xs.length);
    int high = xs.length - 1 - low;
    return new Box(xs[low] - MARGIN, ys[low] - MARGIN, xs[high] + MARGIN, ys[high] + MARGIN);
  }

  private static Optional<Transform> transform(
      List<DescriptorMatcher.Pair> pairs, Scaled query, Scaled candidate) {
    List<Integer> all = new ArrayList<>();
    float[] from = new float[2 * pairs.size()];
    float[] to = new float[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      all.add(i);
      System.arraycopy(query.points, 2 * pairs.get(i).query(), from, 2 * i, 2);
      System.arraycopy(candidate.points, 2 * pairs.get(i).candidate(), to, 2 * i, 2);
    }
    try (PointerScope _ = new PointerScope()) {
      Mat found =
          opencv_calib3d.estimateAffinePartial2D(
              PairGeometry.points(from, all),
              PairGeometry.points(to, all),
              new Mat(),
              opencv_calib3d.RANSAC,
              THRESHOLD,
              MAX_ITERATIONS,
              CONFIDENCE,
              REFINEMENTS);
      if (found.empty()) {
        return Optional.empty();
      }
      double[] values = new double[6];
      DoubleBuffer buffer = found.createBuffer();
      buffer.get(values);
      return Optional.of(new Transform(values[0], values[3], values[2], values[5]));
    }
  }
}
