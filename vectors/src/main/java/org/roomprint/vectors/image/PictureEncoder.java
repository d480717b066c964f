package org.roomprint.vectors.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes pixels, and nothing else, as a picture file. */
final class PictureEncoder {
  private PictureEncoder() {}

  /**
   * The bytes of a file.
   *
   * @param quality 1..100; PNG has none
   */
  static byte[] encode(RasterImage picture, PictureFormat format, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("A quality is 1..100, not " + quality);
    }
    try (PointerScope _ = new PointerScope();
        Mat pixels = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3);
        BytePointer out = new BytePointer()) {
      pixels.data().put(picture.rgb());
      opencv_imgproc.cvtColor(pixels, pixels, opencv_imgproc.COLOR_RGB2BGR);
      BytePointer extension =
          new BytePointer(
              switch (format) {
                case JPEG -> ".jpg";
                case PNG -> ".png";
                case WEBP -> ".webp";
                case GIF -> ".gif";
                case BMP -> ".bmp";
                case TIFF -> ".tiff";
                case HEIC, AVIF ->
                    throw new IllegalArgumentException("No " + format + " is written here");
              });
      int[] options =
          switch (format) {
            case JPEG -> new int[] {opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality};
            case PNG, GIF, BMP, TIFF, HEIC, AVIF -> new int[0];
            case WEBP -> new int[] {opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality};
          };
      if (!opencv_imgcodecs.imencode(extension, pixels, out, new IntPointer(options))) {
        throw new IllegalStateException("OpenCV could not write a " + format);
      }
      byte[] bytes = new byte[Math.toIntExact(out.limit())];
      out.get(bytes);
      return bytes;
    }
  }
}
