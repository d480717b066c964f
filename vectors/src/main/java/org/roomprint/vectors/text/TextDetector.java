package org.roomprint.vectors.text;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RotatedRect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.roomprint.vectors.embedding.OnnxNetwork;

/**
 * Finds where in a picture lines of text are: a network says of each pixel how likely it belongs to
 * the middle of a line, and what hangs together is a line, made larger again (differentiable
 * binarization: Liao, Wan, Yao, Chen and Bai, 2020).
 */
final class TextDetector implements AutoCloseable {
  /** Most lines that are read in one picture; a stranger's picture may be full of dots. */
  static final int MOST_LINES = 200;

  private static final String NETWORK = "/models/ch_PP-OCRv4_det_infer.onnx";

  /** The network halves a picture five times. */
  private static final int MULTIPLE = 32;

  /** Longer side that pictures are made smaller, or larger, to. */
  private static final int MAX_SIDE = 960;

  private static final int MIN_SIDE = 640;

  private static final double PIXEL_THRESHOLD = 0.3;
  private static final double LINE_THRESHOLD = 0.5;
  private static final double SMALLEST_SIDE = 3;
  private static final int MOST_OUTLINES = 2_000;

  /** How much larger a line is than its middle: area times this over the outline's length. */
  private static final double UNCLIP = 1.6;

  /** Room that is left at the ends together, as a share of a line's height. */
  private static final double END_ROOM = 0.5;

  /** Two parts of a line differ by less than these: degrees, times, and shares of the height. */
  private static final double SAME_TURN = 8;

  private static final double SAME_HEIGHT = 1.6;
  private static final double SAME_LINE = 0.35;
  private static final double WIDEST_SPACE = 1.2;

  /** Height over width from which on a line is taken to run down. */
  private static final double RUNS_DOWN = 1.5;

  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final OnnxNetwork network = OnnxNetwork.ofResource(NETWORK);

  /**
   * A line's place, which may be turned.
   *
   * @param x middle, in pixels
   * @param y middle, in pixels
   * @param length along the text, in pixels
   * @param height across it, in pixels
   * @param degrees by which the text is turned clockwise, -45..45, or 45..135 where it runs down or
   *     up
   */
  record Box(double x, double y, double length, double height, double degrees) {
    /** Whether the text runs down or up rather than across the picture. */
    boolean runsDown() {
      return degrees > 45;
    }

    /** How far the middle of another lies from this one's, along the text and across: pixels. */
    private double[] offset(Box other) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double dx = other.x - x;
      double dy = other.y - y;
      return new double[] {dx * cos + dy * sin, dy * cos - dx * sin};
    }

    /** Whether this and another are parts of one line. */
    boolean isInLineWith(Box other) {
      double lower = Math.min(height, other.height);
      double[] offset = offset(other);
      return Math.abs(degrees - other.degrees) < SAME_TURN
          && Math.max(height, other.height) < SAME_HEIGHT * lower
          && Math.abs(offset[1]) < SAME_LINE * lower
          && Math.abs(offset[0]) - (length + other.length) / 2 < WIDEST_SPACE * lower;
    }

    /** The line that this and another are parts of, turned as the longer one. */
    Box with(Box other) {
      if (other.length > length) {
        return other.with(this);
      }
      double along = offset(other)[0];
      double from = Math.min(-length / 2, along - other.length / 2);
      double to = Math.max(length / 2, along + other.length / 2);
      double middle = (from + to) / 2;
      return new Box(
          x + middle * Math.cos(Math.toRadians(degrees)),
          y + middle * Math.sin(Math.toRadians(degrees)),
          to - from,
          Math.max(height, other.height),
          degrees);
    }

    /** A little longer, as the ends of a line are easily cut off. */
    Box withRoomAtItsEnds() {
      return new Box(x, y, length + END_ROOM * height, height, degrees);
    }

    /** The corner at a place along the text and across it, each -0.5..0.5: x, y in pixels. */
    double[] corner(double along, double across) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double dx = along * length;
      double dy = across * height;
      return new double[] {x + dx * cos - dy * sin, y + dx * sin + dy * cos};
    }
  }

  /** Lines of a picture, {@code CV_8UC3} in RGB, in no order. */
  List<Box> find(Mat picture) {
    try (PointerScope _ = new PointerScope()) {
      double scale = scale(Math.max(picture.cols(), picture.rows()));
      int width = multiple(picture.cols() * scale);
      int height = multiple(picture.rows() * scale);
      Mat scaled = new Mat();
      opencv_imgproc.resize(picture, scaled, new Size(width, height));
      OnnxNetwork.Output output =
          network.run(normalised(scaled, MEAN, DEVIATION, width), 3, height, width);
      float[] likely = new float[width * height];
      output.values().get(likely);
      return boxes(
          likely, width, height, (double) picture.cols() / width, (double) picture.rows() / height);
    }
  }

  private static double scale(int longer) {
    return (double) Math.clamp(longer, MIN_SIDE, MAX_SIDE) / longer;
  }

  private static int multiple(double side) {
    return Math.max(MULTIPLE, (int) Math.round(side / MULTIPLE) * MULTIPLE);
  }

  /**
   * A picture as networks of this family take it: channels blue, green, red, each less its mean and
   * over its deviation, and nothing to the right of it.
   *
   * @param rgb {@code CV_8UC3}, its rows without gaps
   * @param width of the result, at least the picture's
   * @return {@code [3][height][width]}
   */
  static float[] normalised(Mat rgb, float[] mean, float[] deviation, int width) {
    int columns = rgb.cols();
    int rows = rgb.rows();
    byte[] bytes = new byte[rows * columns * 3];
    BytePointer data = rgb.data();
    data.get(bytes);
    float[] values = new float[3 * rows * width];
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < rows; row++) {
        int to = (channel * rows + row) * width;
        int from = row * columns * 3 + 2 - channel;
        for (int column = 0; column < columns; column++) {
          int value = bytes[from + 3 * column] & 0xff;
          values[to + column] = (value / 255f - mean[channel]) / deviation[channel];
        }
      }
    }
    return values;
  }

  private static List<Box> boxes(
      float[] likely, int width, int height, double scaleX, double scaleY) {
    byte[] middle = new byte[likely.length];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = (byte) (likely[i] > PIXEL_THRESHOLD ? 255 : 0);
    }
    Mat middles = new Mat(height, width, opencv_core.CV_8UC1);
    middles.data().put(middle, 0, middle.length);
    Mat probabilities = new Mat(height, width, opencv_core.CV_32FC1);
    FloatBuffer buffer = probabilities.createBuffer();
    buffer.put(likely);
    MatVector outlines = new MatVector();
    opencv_imgproc.findContours(
        middles, outlines, opencv_imgproc.RETR_LIST, opencv_imgproc.CHAIN_APPROX_SIMPLE);
    List<Box> boxes = new ArrayList<>();
    for (long i = 0; i < Math.min(outlines.size(), MOST_OUTLINES); i++) {
      Mat outline = outlines.get(i);
      RotatedRect around = opencv_imgproc.minAreaRect(outline);
      double shorter = Math.min(around.size().width(), around.size().height());
      if (shorter >= SMALLEST_SIDE && mean(probabilities, outline) >= LINE_THRESHOLD) {
        boxes.add(box(around, scaleX, scaleY));
      }
      if (boxes.size() == MOST_LINES) {
        break;
      }
    }
    return joined(boxes).stream().map(Box::withRoomAtItsEnds).toList();
  }

  /** The same with words of one line, which wide spaces keep apart, as one. */
  private static List<Box> joined(List<Box> boxes) {
    List<Box> joined = new ArrayList<>(boxes);
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (int i = 0; i < joined.size() && !isChanged; i++) {
        for (int j = i + 1; j < joined.size() && !isChanged; j++) {
          if (joined.get(i).isInLineWith(joined.get(j))) {
            joined.set(i, joined.get(i).with(joined.remove(j)));
            isChanged = true;
          }
        }
      }
    }
    return joined;
  }

  /** What the network says on average within an outline, 0..1. */
  private static double mean(Mat probabilities, Mat outline) {
    Rect around = opencv_imgproc.boundingRect(outline);
    Mat inside = Mat.zeros(around.height(), around.width(), opencv_core.CV_8UC1).asMat();
    opencv_imgproc.fillPoly(
        inside,
        new MatVector(outline),
        Scalar.all(1),
        opencv_imgproc.LINE_8,
        0,
        new Point(-around.x(), -around.y()));
    return opencv_core.mean(probabilities.apply(around), inside).get(0);
  }

  private static Box box(RotatedRect around, double scaleX, double scaleY) {
    double width = around.size().width();
    double height = around.size().height();
    double grown = UNCLIP * width * height / (width + height);
    double degrees = around.angle();
    width += grown;
    height += grown;
    // OpenCV calls either side the width, with an angle that fits. Text lies along the longer side,
    // unless both are about the same: a character by itself is more likely upright.
    while (degrees > 45 || degrees <= -45) {
      double side = width;
      width = height;
      height = side;
      degrees += degrees > 45 ? -90 : 90;
    }
    if (height > RUNS_DOWN * width) {
      double side = width;
      width = height;
      height = side;
      degrees += 90;
    }
    // Both scales are nearly the same: what rounding to a multiple makes of them.
    double scale = Math.sqrt(scaleX * scaleY);
    return new Box(
        around.center().x() * scaleX,
        around.center().y() * scaleY,
        width * scale,
        height * scale,
        degrees);
  }

  @Override
  public void close() {
    network.close();
  }
}
