package org.roomprint.vectors.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.roomprint.vectors.image.RasterImage;

/**
 * Reads the text in a picture, such as a phone number that is written into an ad's picture, by the
 * networks of PP-OCRv4 (PaddlePaddle authors, Apache-2.0).
 *
 * <p>They know Latin letters, digits and Chinese; letters with accents and other scripts are read
 * badly or not at all. Text that stands on its head is read where nothing sensible is found the
 * other way round. Deterministic. Safe to be used by several threads at once; one picture takes one
 * thread.
 */
public final class TextReader implements AutoCloseable {
  /** Number of this reader; another number reads otherwise. */
  public static final int VERSION = 1;

  /** Lines that the reader is less sure of are left out. */
  private static final double LEAST_CONFIDENCE = 0.5;

  /** Upright lines that are read better than this on average are not tried on their heads. */
  private static final double SURE = 0.8;

  /** Share of the lower line's height by which two lines beside one another may be apart. */
  private static final double SAME_ROW = 0.5;

  private final TextDetector detector = new TextDetector();
  private final LineReader reader = new LineReader();

  /** The lines of a picture from top to bottom, those beside one another from left to right. */
  public List<TextLine> read(RasterImage picture) {
    try (PointerScope _ = new PointerScope()) {
      byte[] rgb = picture.toRgb();
      Mat mat = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3);
      mat.data().put(rgb, 0, rgb.length);
      List<TextDetector.Box> boxes = detector.find(mat);
      List<TextLine> lines = new ArrayList<>();
      for (boolean runsDown : new boolean[] {false, true}) {
        List<TextDetector.Box> ofWay =
            boxes.stream().filter(box -> box.runsDown() == runsDown).toList();
        List<LineReader.Read> read = read(mat, ofWay, runsDown);
        for (int i = 0; i < read.size(); i++) {
          if (read.get(i).confidence() >= LEAST_CONFIDENCE && !read.get(i).text().isEmpty()) {
            lines.add(line(read.get(i), ofWay.get(i), picture));
          }
        }
      }
      return inReadingOrder(lines);
    }
  }

  /**
   * Reads the lines of one way; all of them on their heads where that makes more sense on the
   * whole.
   *
   * @param isEitherWay whether one is as likely as the other, as where text runs down or up
   */
  private List<LineReader.Read> read(
      Mat picture, List<TextDetector.Box> boxes, boolean isEitherWay) {
    List<LineReader.Read> read = boxes.stream().map(box -> reader.read(picture, box)).toList();
    if (boxes.isEmpty() || (!isEitherWay && sense(read) >= SURE)) {
      return read;
    }
    List<LineReader.Read> onTheirHeads =
        boxes.stream().map(box -> reader.read(picture, turned(box))).toList();
    return sense(onTheirHeads) > sense(read) ? onTheirHeads : read;
  }

  /** How sure the reader is of a character on average, 0..1. */
  private static double sense(List<LineReader.Read> lines) {
    double sum = 0;
    int characters = 0;
    for (LineReader.Read line : lines) {
      sum += line.confidence() * line.text().length();
      characters += line.text().length();
    }
    return characters == 0 ? 0 : sum / characters;
  }

  private static TextDetector.Box turned(TextDetector.Box box) {
    return new TextDetector.Box(box.x(), box.y(), box.length(), box.height(), box.degrees() + 180);
  }

  private static TextLine line(LineReader.Read read, TextDetector.Box box, RasterImage picture) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    for (double along : new double[] {-0.5, 0.5}) {
      for (double across : new double[] {-0.5, 0.5}) {
        double[] corner = box.corner(along, across);
        left = Math.min(left, corner[0]);
        right = Math.max(right, corner[0]);
        top = Math.min(top, corner[1]);
        bottom = Math.max(bottom, corner[1]);
      }
    }
    int x = Math.clamp((long) left, 0, picture.width() - 1);
    int y = Math.clamp((long) top, 0, picture.height() - 1);
    return new TextLine(
        read.text(),
        read.confidence(),
        x,
        y,
        Math.clamp((long) Math.ceil(right) - x, 1, picture.width() - x),
        Math.clamp((long) Math.ceil(bottom) - y, 1, picture.height() - y));
  }

  /** Row by row: a row is what begins a line and all that lies beside that line. */
  private static List<TextLine> inReadingOrder(List<TextLine> lines) {
    List<TextLine> left = new ArrayList<>(lines);
    left.sort(Comparator.comparingInt(TextLine::top).thenComparingInt(TextLine::left));
    List<TextLine> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      TextLine first = left.getFirst();
      List<TextLine> row =
          left.stream()
              .filter(line -> line.equals(first) || isBeside(first, line))
              .sorted(Comparator.comparingInt(TextLine::left))
              .toList();
      ordered.addAll(row);
      left.removeAll(row);
    }
    return ordered;
  }

  private static boolean isBeside(TextLine one, TextLine other) {
    double apart = Math.abs(one.top() + one.height() / 2.0 - other.top() - other.height() / 2.0);
    return apart <= SAME_ROW * Math.min(one.height(), other.height());
  }

  @Override
  public void close() {
    detector.close();
    reader.close();
  }
}
