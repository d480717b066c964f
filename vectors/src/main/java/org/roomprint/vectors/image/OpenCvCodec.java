package org.roomprint.vectors.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * Turns the bytes of an admitted file into upright pixels by OpenCV's codecs (libjpeg-turbo,
 * libpng, libwebp).
 *
 * <p>Grey, palette, 16-bit and CMYK pictures become 8-bit RGB; transparent pixels are composed on
 * white (all but the one transparent grey that a grey PNG may name). Colour profiles are not
 * applied. OpenCV 4.13 gives nothing for a file whose data end early and for a PNG with a wrong
 * check sum; what it merely warns of on the standard error stream is for {@link CodecWarnings}.
 */
final class OpenCvCodec {
  private static final int[] REDUCTIONS = {8, 4, 2};
  private static final int MAX_8_BITS = 255;
  private static final int MAX_16_BITS = 65_535;

  private OpenCvCodec() {}

  /**
   * Pixels or a verdict, never an exception.
   *
   * @param maxSidePixels the longer side of the result is at most this
   */
  static DecodeOutcome decode(byte[] bytes, Admitted file, int maxSidePixels) {
    try (PointerScope _ = new PointerScope();
        BytePointer data = new BytePointer(bytes);
        Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1, data)) {
      int reduction = reduction(file, maxSidePixels);
      Mat decoded = opencv_imgcodecs.imdecode(encoded, flags(file, reduction));
      if (decoded == null || decoded.empty()) {
        return refused("the decoder gave no pixels for it");
      }
      if (decoded.cols() != divideUp(file.storedWidth(), reduction)
          || decoded.rows() != divideUp(file.storedHeight(), reduction)) {
        return refused("its pixels are not of the size that its header declares");
      }
      return upright(decoded, file, maxSidePixels, Order.BGR);
    } catch (RuntimeException e) { // how the binding passes on an exception of the codec
      return refused("the decoder failed on it");
    }
  }

  /** In what order a picture's colours lie. */
  enum Order {
    BGR,
    RGB
  }

  /**
   * Makes of stored pixels, with or without opacity, what the file means to show.
   *
   * @param stored of the size that the file's header declares, or smaller by a reduction
   */
  static DecodeOutcome upright(Mat stored, Admitted file, int maxSidePixels, Order order) {
    PixelSize size = new PixelSize(file.storedWidth(), file.storedHeight());
    Mat opaque = file.transparency() ? composedOnWhite(stored) : stored;
    Mat small = scaled(opaque, size.fittedWithin(maxSidePixels));
    Mat upright = turned(small, file.orientation());
    if (order == Order.BGR) {
      opencv_imgproc.cvtColor(upright, upright, opencv_imgproc.COLOR_BGR2RGB);
    } else if (!upright.isContinuous()) {
      upright = upright.clone();
    }
    byte[] rgb = new byte[Math.toIntExact(upright.total() * upright.elemSize())];
    upright.data().get(rgb);
    return new DecodeOutcome.Decoded(
        RasterImage.owning(upright.cols(), upright.rows(), rgb),
        file.format(),
        file.uprightWidth(),
        file.uprightHeight());
  }

  static DecodeOutcome.Refused refused(String what) {
    return new DecodeOutcome.Refused(
        RefusalReason.UNDECODABLE,
        "The picture cannot be decoded: " + what + "; send a file that other programs open");
  }

  /** How much smaller a JPEG can be decoded at once without falling below the wanted size. */
  private static int reduction(Admitted file, int maxSidePixels) {
    if (file.format() == PictureFormat.JPEG) {
      int longer = Math.max(file.storedWidth(), file.storedHeight());
      for (int reduction : REDUCTIONS) {
        if (longer / reduction >= maxSidePixels) {
          return reduction;
        }
      }
    }
    return 1;
  }

  private static int flags(Admitted file, int reduction) {
    if (file.transparency()) {
      return opencv_imgcodecs.IMREAD_UNCHANGED; // also ignores the orientation
    }
    int size =
        switch (reduction) {
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          default -> opencv_imgcodecs.IMREAD_COLOR;
        };
    return size | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }

  private static Mat scaled(Mat picture, PixelSize size) {
    if (picture.cols() == size.width() && picture.rows() == size.height()) {
      return picture;
    }
    Mat small = new Mat();
    opencv_imgproc.resize(
        picture, small, new Size(size.width(), size.height()), 0, 0, opencv_imgproc.INTER_AREA);
    return small;
  }

  private static Mat turned(Mat picture, ExifOrientation orientation) {
    Mat turned = new Mat();
    switch (orientation) {
      case UPRIGHT -> {
        return picture;
      }
      case MIRRORED -> opencv_core.flip(picture, turned, 1);
      case HALF_TURN -> opencv_core.rotate(picture, turned, opencv_core.ROTATE_180);
      case FLIPPED -> opencv_core.flip(picture, turned, 0);
      case TRANSPOSED -> opencv_core.transpose(picture, turned);
      case QUARTER_CLOCKWISE ->
          opencv_core.rotate(picture, turned, opencv_core.ROTATE_90_CLOCKWISE);
      case TRANSVERSED -> {
        Mat halfTurned = new Mat();
        opencv_core.rotate(picture, halfTurned, opencv_core.ROTATE_180);
        opencv_core.transpose(halfTurned, turned);
      }
      case QUARTER_ANTICLOCKWISE ->
          opencv_core.rotate(picture, turned, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
    }
    return turned;
  }

  /**
   * Composes what an undivided decoding gave (grey, BGR or BGRA, 8 or 16 bits, low byte first) on
   * white, row by row.
   */
  private static Mat composedOnWhite(Mat picture) {
    int channels = picture.channels();
    boolean deep = picture.elemSize1() == 2;
    int sampleBytes = deep ? 2 : 1;
    byte[] row = new byte[picture.cols() * channels * sampleBytes];
    byte[] bgr = new byte[picture.cols() * RasterImage.CHANNELS];
    Mat opaque = new Mat(picture.rows(), picture.cols(), opencv_core.CV_8UC3);
    int nextColour = channels >= 3 ? 1 : 0;
    boolean alpha = channels == 4;
    for (int y = 0; y < picture.rows(); y++) {
      try (BytePointer from = picture.ptr(y);
          BytePointer to = opaque.ptr(y)) {
        from.get(row);
        for (int x = 0; x < picture.cols(); x++) {
          int pixel = x * channels;
          int opacity = alpha ? sample(row, pixel + 3, deep) : MAX_8_BITS;
          int at = x * RasterImage.CHANNELS;
          for (int colour = 0; colour < RasterImage.CHANNELS; colour++) {
            int value = sample(row, pixel + colour * nextColour, deep);
            bgr[at + colour] = onWhite(value, opacity);
          }
        }
        to.put(bgr);
      }
    }
    return opaque;
  }

  private static int sample(byte[] row, int index, boolean deep) {
    if (!deep) {
      return row[index] & 0xFF;
    }
    int value = (row[2 * index + 1] & 0xFF) << 8 | (row[2 * index] & 0xFF);
    return (value * MAX_8_BITS + MAX_16_BITS / 2) / MAX_16_BITS;
  }

  private static byte onWhite(int colour, int opacity) {
    int mixed = colour * opacity + MAX_8_BITS * (MAX_8_BITS - opacity);
    return (byte) ((mixed + MAX_8_BITS / 2) / MAX_8_BITS);
  }

  private static int divideUp(int value, int by) {
    return (value + by - 1) / by;
  }
}
