package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much of a picture matching points lie on, and whether on more than a line. */
final class Extent {
  /** Share of the points, those farthest out, that may be mistaken. */
  private static final double TRIM = 0.1;

  private record Point(double x, double y) {}

  private Extent() {}

  /**
   * Area of the convex hull of the points less the tenth that lies farthest from their middle.
   *
   * @param pairs indices of points
   * @param points {@code [pairs][2]}
   */
  static double hull(List<Integer> pairs, float[] points) {
    if (pairs.size() < 3) {
      return 0;
    }
    double middleX = median(pairs, points, 0);
    double middleY = median(pairs, points, 1);
    List<Point> kept =
        pairs.stream()
            .map(i -> new Point(points[2 * i], points[2 * i + 1]))
            .sorted(
                Comparator.comparingDouble(
                    point -> Math.hypot(point.x() - middleX, point.y() - middleY)))
            .limit((long) Math.ceil((1 - TRIM) * pairs.size()))
            .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
            .toList();
    // Andrew's monotone chain: the lower side from left to right, then the upper one back.
    List<Point> hull = new ArrayList<>();
    chain(kept, hull);
    chain(kept.reversed(), hull);
    double doubleArea = 0;
    for (int i = 0; i < hull.size(); i++) {
      Point one = hull.get(i);
      Point next = hull.get((i + 1) % hull.size());
      doubleArea += one.x() * next.y() - one.y() * next.x();
    }
    return Math.abs(doubleArea) / 2;
  }

  private static void chain(List<Point> sorted, List<Point> hull) {
    int begin = hull.size();
    for (Point point : sorted) {
      while (hull.size() >= begin + 2
          && turn(hull.get(hull.size() - 2), hull.getLast(), point) <= 0) {
        hull.removeLast();
      }
      hull.add(point);
    }
    hull.removeLast();
  }

  private static double turn(Point from, Point over, Point to) {
    return (over.x() - from.x()) * (to.y() - from.y())
        - (over.y() - from.y()) * (to.x() - from.x());
  }

  private static double median(List<Integer> pairs, float[] points, int axis) {
    double[] values = pairs.stream().mapToDouble(i -> points[2 * i + axis]).sorted().toArray();
    return values[values.length / 2];
  }

  /** Deviation of the points across the line that fits them best, over that along it; 0..1. */
  static double roundness(List<Integer> pairs, float[] points) {
    double x = pairs.stream().mapToDouble(i -> points[2 * i]).average().orElse(0);
    double y = pairs.stream().mapToDouble(i -> points[2 * i + 1]).average().orElse(0);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i : pairs) {
      double dx = points[2 * i] - x;
      double dy = points[2 * i + 1] - y;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    double mean = (xx + yy) / 2;
    double half = Math.hypot((xx - yy) / 2, xy);
    return mean + half == 0 ? 0 : Math.sqrt(Math.max(0, mean - half) / (mean + half));
  }
}
