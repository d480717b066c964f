package org.roomprint.vectors.local;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Tells whether matching points are those of one flat thing, such as a picture. */
public final class FlatShare {
  /** Points below which nothing is said: twice the values of a homography. */
  private static final int FEWEST_POINTS = 16;

  /**
   * Largest distance from where the homography says, as a share of the points' spread: about five
   * of the pixels in which points are looked for, where these are all over the picture.
   */
  private static final double MAX_RESIDUAL = 0.035;

  private static final int MAX_ITERATIONS = 2000;
  private static final double CONFIDENCE = 0.999;

  private FlatShare() {}

  /**
   * Share of the matching points that one homography moves, 0..1: nearly all of them where a
   * picture was taken of a picture or of one flat thing, cropped, turned or seen from the side.
   * Another view of a room has walls, floor and furniture, which no single one moves.
   *
   * <p>Fitted by the least median of squares, since some of the points of a copy are mistaken too
   * (docs/experiments/vouching.md compares it with other ways). Too few points to tell give 0.
   */
  public static double of(List<Verification.Match> matches) {
    return of(matches, opencv_calib3d.LMEDS);
  }

  /** The same by another of OpenCV's methods; for measuring. */
  static double of(List<Verification.Match> matches, int method) {
    int n = matches.size();
    if (n < FEWEST_POINTS) {
      return 0;
    }
    try (PointerScope _ = new PointerScope()) {
      Mat query = points(matches, Verification.Match::queryX, Verification.Match::queryY);
      Mat candidate =
          points(matches, Verification.Match::candidateX, Verification.Match::candidateY);
      Mat homography =
          opencv_calib3d.findHomography(
              query, candidate, method, MAX_RESIDUAL, new Mat(), MAX_ITERATIONS, CONFIDENCE);
      if (homography.empty()) {
        return 0;
      }
      double[] h = new double[9];
      DoubleBuffer values = homography.createBuffer();
      values.get(h);
      FloatBuffer from = query.createBuffer();
      FloatBuffer to = candidate.createBuffer();
      int moved = 0;
      for (int i = 0; i < n; i++) {
        double x = from.get(2 * i);
        double y = from.get(2 * i + 1);
        double w = h[6] * x + h[7] * y + h[8];
        double distance =
            Math.hypot(
                (h[0] * x + h[1] * y + h[2]) / w - to.get(2 * i),
                (h[3] * x + h[4] * y + h[5]) / w - to.get(2 * i + 1));
        moved += distance <= MAX_RESIDUAL ? 1 : 0;
      }
      return moved / (double) n;
    }
  }

  /** Points about their centre, in units of their root mean square distance from it. */
  private static Mat points(
      List<Verification.Match> matches,
      ToDoubleFunction<Verification.Match> toX,
      ToDoubleFunction<Verification.Match> toY) {
    double x = matches.stream().mapToDouble(toX).average().orElse(0);
    double y = matches.stream().mapToDouble(toY).average().orElse(0);
    double spread =
        Math.sqrt(
            matches.stream()
                .mapToDouble(match ->
                    Math.pow(toX.applyAsDouble(match) - x, 2)
                        + Math.pow(toY.applyAsDouble(match) - y, 2))
                .average()
                .orElse(0));
    Mat points = new Mat(matches.size(), 1, opencv_core.CV_32FC2);
    FloatBuffer buffer = points.createBuffer();
    for (Verification.Match match : matches) {
      buffer
          .put((float) ((toX.applyAsDouble(match) - x) / Math.max(spread, 1e-9)))
          .put((float) ((toY.applyAsDouble(match) - y) / Math.max(spread, 1e-9)));
    }
    return points;
  }
}
