package org.roomprint.vectors.image;

import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Decides in own Java, from the container alone, whether a decoder may see a stranger's file; never
 * throws, allocates nothing that grows with what a header claims, and reads each byte at most once.
 *
 * <p>It reads what the containers say of themselves: JPEG (ISO/IEC 10918-1, marker segments), PNG
 * (ISO/IEC 15948, chunks), WebP (RFC 9649, RIFF chunks), HEIC and AVIF (ISO/IEC 23008-12, boxes),
 * GIF (blocks), BMP (headers), TIFF (first directory). Names, extensions and media types given by
 * the sender are not asked.
 */
public final class Gate {
  /** Largest file, in bytes: 15 MiB. */
  public static final int MAX_BYTES = 15 * 1024 * 1024;

  /** Most pixels in a picture: 50 megapixels. */
  public static final int MAX_PIXELS = 50_000_000;

  /** Longest side, in pixels. */
  public static final int MAX_SIDE_PIXELS = 12_000;

  /** Most frames in a file: moving pictures are for another door. */
  public static final int MAX_FRAMES = 1;

  private Gate() {}

  /**
   * The verdict on a whole file.
   *
   * @param bytes the file as it came
   */
  public static GateVerdict inspect(byte[] bytes) {
    if (bytes.length == 0) {
      return new TurnedAway(
          RefusalReason.EMPTY,
          "The file has no bytes; a picture is needed: " + PictureFormat.NAMES);
    }
    if (bytes.length > MAX_BYTES) {
      return new TurnedAway(
          RefusalReason.TOO_MANY_BYTES,
          "The file has " + bytes.length + " bytes; at most " + MAX_BYTES + " (15 MiB) are let in");
    }
    if (JpegContainer.hasSignature(bytes)) {
      return JpegContainer.inspect(bytes);
    }
    if (PngContainer.hasSignature(bytes)) {
      return PngContainer.inspect(bytes);
    }
    if (WebpContainer.hasSignature(bytes)) {
      return WebpContainer.inspect(bytes);
    }
    if (HeifContainer.hasSignature(bytes)) {
      return HeifContainer.inspect(bytes);
    }
    if (GifContainer.hasSignature(bytes)) {
      return GifContainer.inspect(bytes);
    }
    if (TiffContainer.hasSignature(bytes)) {
      return TiffContainer.inspect(bytes);
    }
    if (BmpContainer.hasSignature(bytes)) {
      return BmpContainer.inspect(bytes);
    }
    return new TurnedAway(
        RefusalReason.UNKNOWN_FORMAT,
        "The first bytes are not those of a picture that is read, whatever the file's name; send "
            + PictureFormat.NAMES);
  }

  static boolean withinLimits(int width, int height) {
    return width >= 1
        && height >= 1
        && width <= MAX_SIDE_PIXELS
        && height <= MAX_SIDE_PIXELS
        && (long) width * height <= MAX_PIXELS;
  }

  /** Admits a picture whose container is sound, when its size is within the limits. */
  static GateVerdict admitWithinLimits(
      PictureFormat format, int width, int height, ExifOrientation orientation, boolean alpha) {
    if (width < 1 || height < 1) {
      return damagedHeader(
          "it declares " + width + " x " + height + " px; a picture is at least 1 x 1 px");
    }
    if (!withinLimits(width, height)) {
      return new TurnedAway(
          RefusalReason.TOO_MANY_PIXELS,
          "The header declares "
              + width
              + " x "
              + height
              + " px; at most "
              + MAX_SIDE_PIXELS
              + " px a side and "
              + MAX_PIXELS
              + " pixels in all are let in");
    }
    return new GateVerdict.Admitted(format, width, height, orientation, alpha);
  }

  static TurnedAway damagedHeader(String what) {
    return new TurnedAway(
        RefusalReason.DAMAGED_HEADER, "The picture's header cannot be read: " + what);
  }

  static TurnedAway incomplete(String what) {
    return new TurnedAway(
        RefusalReason.INCOMPLETE, "The file is not whole: " + what + "; send the complete file");
  }

  static TurnedAway animated(String what) {
    return new TurnedAway(
        RefusalReason.ANIMATED,
        "The file holds a moving picture (" + what + "); send one still picture");
  }
}
