package org.roomprint.vectors.local;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

/**
 * Finds SIFT points (Lowe, 2004) by OpenCV and describes them by RootSIFT (Arandjelović and
 * Zisserman, 2012).
 *
 * <p>Points are looked for in the picture scaled down, and chosen by strength but spread over the
 * picture, so that one patterned carpet does not take them all. Deterministic. OpenCV's own threads
 * are switched off for the whole process: pictures are described side by side instead.
 */
public final class RootSiftExtractor implements LocalFeatureExtractor {
  /** RootSIFT values are at most 1; half of that becomes the byte 255, and what is above is cut. */
  private static final float BYTES_PER_UNIT = 512;

  /** Layers per octave, edge limit and blur that Lowe's paper found best. */
  private static final int OCTAVE_LAYERS = 3;

  private static final double EDGE_THRESHOLD = 10;
  private static final double SIGMA = 1.6;

  /** Points nearer to the mask than this many of their own diameters have seen what is hidden. */
  private static final double MASK_MARGIN_DIAMETERS = 1.5;

  private static final double MASK_MARGIN_PIXELS = 3;

  static {
    opencv_core.setNumThreads(1);
  }

  private final Settings settings;

  /**
   * How many points are looked for, and where.
   *
   * @param maxSidePixels the picture is scaled down to this longer side first
   * @param maxPoints most points of one picture
   * @param foundPoints most points that are described, among which those are chosen; at least as
   *     many
   * @param contrastThreshold weakest contrast of a point, above 0; Lowe's 0.04 finds little on
   *     plain walls and soft photographs
   */
  public record Settings(
      int maxSidePixels, int maxPoints, int foundPoints, double contrastThreshold) {
    /** What search and import use. */
    public static final Settings DEFAULT = new Settings(480, 800, 1600, 0.02);

    public Settings {
      if (maxSidePixels < 32
          || maxPoints < 1
          || foundPoints < maxPoints
          || !(contrastThreshold > 0)) {
        throw new IllegalArgumentException(
            "Points are looked for in at least 32 px, 1 at least, with a contrast above 0");
      }
    }
  }

  /** With {@link Settings#DEFAULT}. */
  public RootSiftExtractor() {
    this(Settings.DEFAULT);
  }

  public RootSiftExtractor(Settings settings) {
    this.settings = settings;
  }

  @Override
  public LocalFeatures extract(RasterImage picture, Optional<Mask> mask) {
    try (PointerScope _ = new PointerScope()) {
      Mat grey = scaledGrey(picture);
      KeyPointVector found = new KeyPointVector();
      Mat descriptors = new Mat();
      SIFT sift =
          SIFT.create(
              settings.foundPoints(),
              OCTAVE_LAYERS,
              settings.contrastThreshold(),
              EDGE_THRESHOLD,
              SIGMA,
              false);
      sift.detectAndCompute(grey, new Mat(), found, descriptors);
      float[] points = points(found);
      float[] responses = responses(found);
      if (mask.isPresent()) {
        silence(points, responses, mask.get(), grey.cols(), grey.rows());
      }
      int[] chosen =
          SpreadSelection.choose(points, responses, grey.cols(), grey.rows(), settings.maxPoints());
      return features(picture, grey, points, descriptors, chosen);
    }
  }

  private Mat scaledGrey(RasterImage picture) {
    byte[] rgb = picture.toRgb();
    Mat colour = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3);
    colour.data().put(rgb, 0, rgb.length);
    Mat grey = new Mat();
    opencv_imgproc.cvtColor(colour, grey, opencv_imgproc.COLOR_RGB2GRAY);
    int longer = Math.max(picture.width(), picture.height());
    if (longer <= settings.maxSidePixels()) {
      return grey;
    }
    double scale = (double) settings.maxSidePixels() / longer;
    Mat scaled = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(picture.width() * scale)),
            Math.max(1, (int) Math.round(picture.height() * scale)));
    opencv_imgproc.resize(grey, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
    return scaled;
  }

  /** {@code [count][4]}: x, y, diameter, angle in the scaled picture. */
  private static float[] points(KeyPointVector found) {
    int count = (int) found.size();
    float[] points = new float[count * 4];
    for (int i = 0; i < count; i++) {
      KeyPoint point = found.get(i);
      points[4 * i] = point.pt().x();
      points[4 * i + 1] = point.pt().y();
      points[4 * i + 2] = point.size();
      points[4 * i + 3] = point.angle();
    }
    return points;
  }

  private static float[] responses(KeyPointVector found) {
    float[] responses = new float[(int) found.size()];
    for (int i = 0; i < responses.length; i++) {
      responses[i] = found.get(i).response();
    }
    return responses;
  }

  /** Sets the response of points inside or near the mask to NaN. */
  private static void silence(float[] points, float[] responses, Mask mask, int width, int height) {
    byte[] visible = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int maskX = Math.min(mask.width() - 1, (int) ((x + 0.5) * mask.width() / width));
        int maskY = Math.min(mask.height() - 1, (int) ((y + 0.5) * mask.height() / height));
        visible[y * width + x] = (byte) (mask.hides(maskX, maskY) ? 0 : 255);
      }
    }
    Mat visibleMat = new Mat(height, width, opencv_core.CV_8UC1);
    visibleMat.data().put(visible, 0, visible.length);
    Mat distanceMat = new Mat();
    opencv_imgproc.distanceTransform(
        visibleMat, distanceMat, opencv_imgproc.DIST_L2, opencv_imgproc.DIST_MASK_5);
    float[] distance = new float[width * height];
    FloatBuffer buffer = distanceMat.createBuffer();
    buffer.get(distance);
    for (int i = 0; i < responses.length; i++) {
      int x = Math.clamp((int) points[4 * i], 0, width - 1);
      int y = Math.clamp((int) points[4 * i + 1], 0, height - 1);
      double margin = Math.max(MASK_MARGIN_PIXELS, MASK_MARGIN_DIAMETERS * points[4 * i + 2]);
      if (distance[y * width + x] < margin) {
        responses[i] = Float.NaN;
      }
    }
  }

  private static LocalFeatures features(
      RasterImage picture, Mat scaled, float[] points, Mat descriptors, int[] chosen) {
    if (chosen.length == 0) {
      return LocalFeatures.none(picture.width(), picture.height());
    }
    float[] sift = new float[descriptors.rows() * LocalFeatures.DESCRIPTOR_VALUES];
    FloatBuffer buffer = descriptors.createBuffer();
    buffer.get(sift);
    float scaleX = (float) picture.width() / scaled.cols();
    float scaleY = (float) picture.height() / scaled.rows();
    float[] chosenPoints = new float[chosen.length * LocalFeatures.POINT_VALUES];
    byte[] rootSift = new byte[chosen.length * LocalFeatures.DESCRIPTOR_VALUES];
    for (int i = 0; i < chosen.length; i++) {
      int from = 4 * chosen[i];
      // OpenCV counts from the middle of the first pixel; the middle has to stay the middle.
      int to = LocalFeatures.POINT_VALUES * i;
      chosenPoints[to] = (points[from] + 0.5f) * scaleX - 0.5f;
      chosenPoints[to + 1] = (points[from + 1] + 0.5f) * scaleY - 0.5f;
      chosenPoints[to + 2] = points[from + 3];
      toRootSift(
          sift,
          chosen[i] * LocalFeatures.DESCRIPTOR_VALUES,
          rootSift,
          i * LocalFeatures.DESCRIPTOR_VALUES);
    }
    return LocalFeatures.of(picture.width(), picture.height(), chosenPoints, rootSift);
  }

  private static void toRootSift(float[] sift, int from, byte[] rootSift, int to) {
    float sum = 0;
    for (int i = 0; i < LocalFeatures.DESCRIPTOR_VALUES; i++) {
      sum += sift[from + i];
    }
    float scale = sum > 0 ? 1 / sum : 0;
    for (int i = 0; i < LocalFeatures.DESCRIPTOR_VALUES; i++) {
      double root = Math.sqrt(sift[from + i] * scale);
      rootSift[to + i] = (byte) Math.min(255, Math.round(root * BYTES_PER_UNIT));
    }
  }
}
