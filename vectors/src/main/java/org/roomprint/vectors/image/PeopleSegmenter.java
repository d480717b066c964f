package org.roomprint.vectors.image;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Finds the pixels of people, as people and never as faces, with the segmenter of MediaPipe's npm
 * package run by OpenCV. Safe to be called from several threads, one picture at a time.
 *
 * <p>The model was made for one person in the middle of a picture; small or half hidden people are
 * missed. What it finds is a reason to hide pixels, what it does not find is no proof.
 */
public final class PeopleSegmenter implements AutoCloseable {
  /** Share of a square from which on people are said to be visible in it; the phone page's. */
  public static final double VISIBLE_SHARE = 0.04;

  private static final int SIDE_PIXELS = 256;
  private static final float PERSON_FROM = 160 / 255f;

  private final Net net;

  private PeopleSegmenter(Net net) {
    this.net = net;
  }

  /**
   * Opens the segmenter.
   *
   * @param model file in TensorFlow Lite's format, {@code [1][256][256][3], RGB, 0..1} to {@code
   *     [1][256][256][1], 0..1}
   * @throws IOException when it cannot be read
   */
  public static PeopleSegmenter open(Path model) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    try (BytePointer data = new BytePointer(bytes)) {
      return new PeopleSegmenter(opencv_dnn.readNetFromTFLite(data, bytes.length));
    } catch (RuntimeException e) { // how the binding passes on an exception of OpenCV
      throw new IOException("The segmenter of people cannot be read: " + model.getFileName(), e);
    }
  }

  /**
   * The mask of the people on a picture: of its size, and hiding nothing where nobody is seen.
   *
   * <p>The model wants squares, so it looks at overlapping squares that cover the picture, as the
   * phone page does; a square counts in which people take up at least {@link #VISIBLE_SHARE}.
   */
  public synchronized Mask people(RasterImage picture) {
    BitSet hidden = new BitSet(picture.width() * picture.height());
    int side = Math.min(picture.width(), picture.height());
    int rest = Math.max(picture.width(), picture.height()) - side;
    int views = Math.max(1, Math.ceilDiv(2 * rest, side) + 1);
    try (PointerScope _ = new PointerScope();
        BytePointer rgb = new BytePointer(picture.toRgb());
        Mat pixels = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, rgb)) {
      for (int view = 0; view < views; view++) {
        int at = views == 1 ? 0 : Math.round((float) rest * view / (views - 1));
        boolean wide = picture.width() >= picture.height();
        look(pixels, new Rect(wide ? at : 0, wide ? 0 : at, side, side), hidden);
      }
    }
    return Mask.copyOf(picture.width(), picture.height(), hidden);
  }

  private void look(Mat pixels, Rect square, BitSet hidden) {
    Mat input =
        opencv_dnn.blobFromImage(
            new Mat(pixels, square).clone(),
            1 / 255.0,
            new Size(SIDE_PIXELS, SIDE_PIXELS),
            new Scalar(0, 0, 0, 0),
            false,
            false,
            opencv_core.CV_32F);
    net.setInput(input);
    FloatBuffer person = net.forward().createBuffer();
    int seen = 0;
    for (int i = 0; i < SIDE_PIXELS * SIDE_PIXELS; i++) {
      seen += person.get(i) >= PERSON_FROM ? 1 : 0;
    }
    if (seen < VISIBLE_SHARE * SIDE_PIXELS * SIDE_PIXELS) {
      return;
    }
    for (int y = 0; y < square.height(); y++) {
      int row = (int) ((long) y * SIDE_PIXELS / square.height()) * SIDE_PIXELS;
      for (int x = 0; x < square.width(); x++) {
        if (person.get(row + (int) ((long) x * SIDE_PIXELS / square.width())) >= PERSON_FROM) {
          hidden.set((square.y() + y) * pixels.cols() + square.x() + x);
        }
      }
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
