package org.roomprint.vectors.local;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How an edited copy lies over the picture that it was made of: an affine map of places in the
 * query image onto places in the candidate, and how much of each shows what the other shows.
 *
 * <p>{@code candidateX = xx * queryX + xy * queryY + x0} and {@code candidateY = yx * queryX + yy *
 * queryY + y0}, all in pixels.
 *
 * @param queryShare of the query's area that lies over the candidate, 0..1
 * @param candidateShare of the candidate's area that lies over the query, 0..1
 */
public record CopyTransform(
    double xx,
    double xy,
    double x0,
    double yx,
    double yy,
    double y0,
    double queryShare,
    double candidateShare) {

  /**
   * A map with what it brings together.
   *
   * @param map {@code xx, xy, x0, yx, yy, y0}
   * @param queryWidth pixels
   * @param queryHeight pixels
   * @param candidateWidth pixels
   * @param candidateHeight pixels
   */
  static CopyTransform of(
      double[] map, int queryWidth, int queryHeight, int candidateWidth, int candidateHeight) {
    try (PointerScope _ = new PointerScope()) {
      double width = queryWidth;
      double height = queryHeight;
      Mat query =
          polygon(
              map[2],
              map[5],
              map[0] * width + map[2],
              map[3] * width + map[5],
              map[0] * width + map[1] * height + map[2],
              map[3] * width + map[4] * height + map[5],
              map[1] * height + map[2],
              map[4] * height + map[5]);
      Mat candidate =
          polygon(0, 0, candidateWidth, 0, candidateWidth, candidateHeight, 0, candidateHeight);
      double overlap = opencv_imgproc.intersectConvexConvex(query, candidate, new Mat());
      double stretch = Math.abs(map[0] * map[4] - map[1] * map[3]);
      return new CopyTransform(
          map[0],
          map[1],
          map[2],
          map[3],
          map[4],
          map[5],
          share(overlap, width * height * stretch),
          share(overlap, (double) candidateWidth * candidateHeight));
    }
  }

  private static double share(double overlap, double whole) {
    return Math.clamp(overlap / whole, 0, 1);
  }

  private static Mat polygon(double... corners) {
    Mat polygon = new Mat(corners.length / 2, 1, opencv_core.CV_32FC2);
    FloatBuffer buffer = polygon.createBuffer();
    for (double corner : corners) {
      buffer.put((float) corner);
    }
    return polygon;
  }

  private double determinant() {
    return xx * yy - xy * yx;
  }

  /** Whether one is the other seen in a mirror. */
  public boolean isMirrored() {
    return determinant() < 0;
  }

  /** By how much the candidate is larger than the query, on average over the directions. */
  public double scale() {
    return Math.sqrt(Math.abs(determinant()));
  }

  /**
   * By how much the candidate is turned, clockwise, after the query was mirrored left to right
   * where it is mirrored; -180..180 degrees.
   */
  public double rotationDegrees() {
    return Math.toDegrees(isMirrored() ? Math.atan2(-yx, -xx) : Math.atan2(yx, xx));
  }

  /** The same with query and candidate changed over. */
  CopyTransform swapped() {
    double d = determinant();
    double a = yy / d;
    double b = -xy / d;
    double c = -yx / d;
    double e = xx / d;
    return new CopyTransform(
        a, b, -a * x0 - b * y0, c, e, -c * x0 - e * y0, candidateShare, queryShare);
  }

  /**
   * The same for the query as it is, of which this knows the mirrored one.
   *
   * @param width of the query in pixels
   */
  CopyTransform ofMirroredQuery(int width) {
    return new CopyTransform(
        -xx, xy, xx * (width - 1) + x0, -yx, yy, yx * (width - 1) + y0, queryShare, candidateShare);
  }
}
