package org.roomprint.vectors.local;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Estimates what moves the points of one picture to another: planes (homographies) and a camera in
 * another place (fundamental matrix), by MAGSAC++ (Barath and others, 2020) in OpenCV.
 *
 * <p>Coordinates are scaled so that the longer side of either picture is {@link #SIDE} long. OpenCV
 * draws its samples from a fixed seed: the same pairs give the same geometry.
 */
final class PairGeometry {
  /** Length of the longer side that coordinates are scaled to. */
  static final double SIDE = 640;

  /** Largest distance of an inlier from where the geometry says it is, on that scale. */
  static final double THRESHOLD = 4;

  private static final double CONFIDENCE = 0.999;
  private static final int MAX_ITERATIONS = 2000;
  private static final int SMALLEST_HOMOGRAPHY = 5;
  private static final int SMALLEST_FUNDAMENTAL = 8;

  /** A plane seen at a slant changes its area, but hardly more than so many times. */
  private static final double MAX_AREA_CHANGE = 25;

  private PairGeometry() {}

  /** By what the coordinates of a picture are multiplied. */
  static double scale(LocalFeatures features) {
    return SIDE / Math.max(features.width(), features.height());
  }

  /**
   * Planes, the largest found first; each explains pairs that those before did not.
   *
   * @param query {@code [pairs][2]}, scaled
   * @param candidate {@code [pairs][2]}, scaled
   * @param most planes looked for
   * @param fewest pairs that make a plane
   * @return indices of the pairs of each, ascending
   */
  static List<List<Integer>> planes(float[] query, float[] candidate, int most, int fewest) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < query.length / 2; i++) {
      left.add(i);
    }
    List<List<Integer>> planes = new ArrayList<>();
    while (planes.size() < most && left.size() >= Math.max(fewest, SMALLEST_HOMOGRAPHY)) {
      List<Integer> plane = plane(query, candidate, left);
      if (plane.size() < fewest) {
        break;
      }
      planes.add(plane);
      left.removeAll(plane);
    }
    return planes;
  }

  private static List<Integer> plane(float[] query, float[] candidate, List<Integer> pairs) {
    try (PointerScope _ = new PointerScope()) {
      Mat mask = new Mat();
      Mat queryPoints = points(query, pairs);
      Mat candidatePoints = points(candidate, pairs);
      Mat homography =
          orEmpty(() ->
              opencv_calib3d.findHomography(
                  queryPoints,
                  candidatePoints,
                  opencv_calib3d.USAC_MAGSAC,
                  THRESHOLD,
                  mask,
                  MAX_ITERATIONS,
                  CONFIDENCE));
      if (homography.empty()) {
        return List.of();
      }
      double[] h = new double[9];
      DoubleBuffer values = homography.createBuffer();
      values.get(h);
      List<Integer> inliers = new ArrayList<>();
      for (int i : inliers(mask, pairs)) {
        double change = areaChange(h, query[2 * i], query[2 * i + 1]);
        if (change > 1 / MAX_AREA_CHANGE && change < MAX_AREA_CHANGE) {
          inliers.add(i);
        }
      }
      return inliers;
    }
  }

  /** Pairs that one movement of the camera explains; empty when there are too few to tell. */
  static List<Integer> epipolar(float[] query, float[] candidate) {
    int count = query.length / 2;
    if (count < SMALLEST_FUNDAMENTAL) {
      return List.of();
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(i);
    }
    try (PointerScope _ = new PointerScope()) {
      Mat mask = new Mat();
      Mat queryPoints = points(query, all);
      Mat candidatePoints = points(candidate, all);
      Mat fundamental =
          orEmpty(() ->
              opencv_calib3d.findFundamentalMat(
                  queryPoints,
                  candidatePoints,
                  opencv_calib3d.USAC_MAGSAC,
                  THRESHOLD / 2,
                  CONFIDENCE,
                  MAX_ITERATIONS,
                  mask));
      return fundamental.empty() ? List.of() : inliers(mask, all);
    }
  }

  /**
   * What OpenCV found, or an empty matrix: it fails an assertion where not one sample gave a model.
   */
  private static Mat orEmpty(Supplier<Mat> estimation) {
    try {
      return estimation.get();
    } catch (RuntimeException e) {
      if (e.getMessage() != null && e.getMessage().contains("model.empty()")) {
        return new Mat();
      }
      throw e;
    }
  }

  /** By how much a homography enlarges the area around a point; negative when it mirrors. */
  private static double areaChange(double[] h, double x, double y) {
    double w = h[6] * x + h[7] * y + h[8];
    double determinant =
        h[0] * (h[4] * h[8] - h[5] * h[7])
            - h[1] * (h[3] * h[8] - h[5] * h[6])
            + h[2] * (h[3] * h[7] - h[4] * h[6]);
    return determinant / (w * w * w);
  }

  static Mat points(float[] scaled, List<Integer> pairs) {
    Mat points = new Mat(pairs.size(), 1, opencv_core.CV_32FC2);
    FloatBuffer buffer = points.createBuffer();
    for (int i : pairs) {
      buffer.put(scaled[2 * i]).put(scaled[2 * i + 1]);
    }
    return points;
  }

  private static List<Integer> inliers(Mat mask, List<Integer> pairs) {
    byte[] kept = new byte[pairs.size()];
    mask.data().get(kept);
    List<Integer> inliers = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] != 0) {
        inliers.add(pairs.get(i));
      }
    }
    return inliers;
  }
}
