package org.roomprint.vectors.text;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.roomprint.vectors.embedding.OnnxNetwork;

/**
 * Reads one line of text: a network gives for each stretch of the line how likely each character
 * is, and the likeliest of each stretch are put together, repeats and gaps left out (connectionist
 * temporal classification: Graves, Fernández, Gomez and Schmidhuber, 2006).
 */
final class LineReader implements AutoCloseable {
  private static final String NETWORK = "/models/ch_PP-OCRv4_rec_infer.onnx";

  /** Height of a line that the network reads, in pixels. */
  private static final int HEIGHT = 48;

  /** The narrowest line that it was taught with, in pixels; what is missing is left empty. */
  private static final int MIN_WIDTH = 320;

  /** Longer lines are made narrower. */
  private static final int MAX_WIDTH = 2_400;

  /** A step to the next character that is longer than this many usual ones holds a space. */
  private static final double SPACE = 1.6;

  private static final float[] MEAN = {0.5f, 0.5f, 0.5f};
  private static final float[] DEVIATION = {0.5f, 0.5f, 0.5f};

  private final OnnxNetwork network = OnnxNetwork.ofResource(NETWORK);

  /** Number 0 is a gap, and the last one a space. */
  private final List<String> characters = characters(network.metadata("character"));

  private static List<String> characters(String lines) {
    List<String> characters = new ArrayList<>();
    characters.add("");
    lines.lines().forEach(characters::add);
    characters.add(" ");
    return characters;
  }

  /** Text and how sure the reader is of it on average, 0..1; 0 where there is none. */
  record Read(String text, double confidence) {}

  /** Reads what lies within a box of a picture, {@code CV_8UC3} in RGB. */
  Read read(Mat picture, TextDetector.Box box) {
    try (PointerScope _ = new PointerScope()) {
      double ratio = box.length() / Math.max(1, box.height());
      int columns = Math.clamp((int) Math.ceil(HEIGHT * ratio), HEIGHT / 4, MAX_WIDTH);
      Mat line = new Mat();
      opencv_imgproc.warpAffine(
          picture,
          line,
          toLine(box, columns),
          new Size(columns, HEIGHT),
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_REPLICATE,
          Scalar.all(0));
      int width = Math.max(MIN_WIDTH, columns);
      return decoded(
          network.run(TextDetector.normalised(line, MEAN, DEVIATION, width), 3, HEIGHT, width));
    }
  }

  /** What brings a box to the upright line. */
  private static Mat toLine(TextDetector.Box box, int columns) {
    return opencv_imgproc.getAffineTransform(
        points(box.corner(-0.5, -0.5), box.corner(0.5, -0.5), box.corner(-0.5, 0.5)),
        points(new double[] {0, 0}, new double[] {columns, 0}, new double[] {0, HEIGHT}));
  }

  private static Mat points(double[]... points) {
    Mat result = new Mat(points.length, 1, opencv_core.CV_32FC2);
    try (FloatIndexer indexer = result.createIndexer()) {
      for (int i = 0; i < points.length; i++) {
        indexer.put(i, 0, 0, (float) points[i][0]);
        indexer.put(i, 0, 1, (float) points[i][1]);
      }
    }
    return result;
  }

  /** The likeliest characters of {@code [1][stretches][characters]}. */
  private Read decoded(OnnxNetwork.Output output) {
    int stretches = (int) output.shape()[1];
    int kinds = (int) output.shape()[2];
    FloatBuffer values = output.values();
    List<Letter> read = new ArrayList<>();
    int last = 0;
    for (int stretch = 0; stretch < stretches; stretch++) {
      int likeliest = 0;
      float most = Float.NEGATIVE_INFINITY;
      for (int kind = 0; kind < kinds; kind++) {
        float value = values.get(stretch * kinds + kind);
        if (value > most) {
          most = value;
          likeliest = kind;
        }
      }
      if (likeliest != 0 && likeliest != last && likeliest < characters.size()) {
        read.add(new Letter(characters.get(likeliest), stretch, most));
      }
      last = likeliest;
    }
    return new Read(
        withSpaces(read), read.stream().mapToDouble(Letter::likelihood).average().orElse(0));
  }

  /**
   * A letter, digit or sign of a line.
   *
   * @param at stretch of the line where it begins
   */
  private record Letter(String text, int at, double likelihood) {}

  /** The network leaves most spaces out, but not the room that they take. */
  private static String withSpaces(List<Letter> read) {
    int[] steps = new int[Math.max(0, read.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = read.get(i + 1).at() - read.get(i).at();
    }
    int[] sorted = steps.clone();
    Arrays.sort(sorted);
    double wide = sorted.length == 0 ? 0 : SPACE * sorted[sorted.length / 2];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < read.size(); i++) {
      if (i > 0 && steps[i - 1] > wide) {
        text.append(' ');
      }
      text.append(read.get(i).text());
    }
    return text.toString().strip().replaceAll(" +", " ");
  }

  @Override
  public void close() {
    network.close();
  }
}
