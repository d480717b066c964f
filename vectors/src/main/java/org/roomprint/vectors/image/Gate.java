package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Decides in own Java, from the container alone, whether a decoder may see a stranger's file; never
 * throws, allocates nothing that grows with what a header claims beyond what the file's own bytes
 * can bear out, and reads the file a small fixed number of times.
 *
 * <p>Of a JPEG it decides whether every part of the picture is there, which no decoder says: its
 * entropy-coded data are read to the last symbol. Of other formats the decoder does.
 *
 * <p>It reads what the containers say of themselves: JPEG (ISO/IEC 10918-1, marker segments), PNG
 * (ISO/IEC 15948, chunks), WebP (RFC 9649, RIFF chunks), HEIC and AVIF (ISO/IEC 23008-12, boxes),
 * GIF (blocks), BMP (headers), TIFF (first directory). Names, extensions and media types given by
 * the sender are not asked.
 */
public final class Gate {
  /** Longest side that is decoded, in pixels. */
  public static final int MAX_SIDE_PIXELS = PictureLimits.MAX_SIDE_PIXELS;

  /** Most frames in a file: moving pictures are for another door. */
  public static final int MAX_FRAMES = 1;

  private static final int FILM_BOX = 0x6D707664; // mpvd

  private Gate() {}

  /**
   * The verdict on a whole file, within the limits where nothing else is set.
   *
   * @param bytes the file as it came
   */
  public static GateVerdict inspect(byte[] bytes) {
    return inspect(bytes, PictureLimits.defaults());
  }

  /**
   * The verdict on a whole file.
   *
   * @param bytes the file as it came
   */
  public static GateVerdict inspect(byte[] bytes, PictureLimits limits) {
    return pass(bytes, limits).verdict();
  }

  /**
   * Why a file is not let in that is larger than the limits: whether it is the picture that is
   * large, or what follows it.
   *
   * @param beginning of the file, at least one byte more than the limit
   */
  public static TurnedAway tooManyBytes(byte[] beginning, PictureLimits limits) {
    String limit = mebibytes(limits.maxFileBytes());
    int picture =
        JpegContainer.hasSignature(beginning)
            ? JpegContainer.endOfPicture(beginning, limits).orElse(0)
            : 0;
    return new TurnedAway(
        RefusalReason.TOO_MANY_BYTES,
        picture > 0
            ? "The picture is only the first "
                + mebibytes(picture)
                + " of the file, and with the film or other trailer that follows it the file has"
                + " more than "
                + limit
                + "; send the picture without the film"
            : "The file has more than " + limit + "; make it smaller");
  }

  /** The verdict on a whole file, and what of it a decoder is to see. */
  static Passage pass(byte[] bytes, PictureLimits limits) {
    if (bytes.length == 0) {
      return turnedAway(
          bytes,
          RefusalReason.EMPTY,
          "The file has no bytes; a picture is needed: " + PictureFormat.NAMES);
    }
    if (bytes.length > limits.maxFileBytes()) {
      return new Passage(tooManyBytes(bytes, limits), bytes);
    }
    if (JpegContainer.hasSignature(bytes)) {
      return JpegContainer.pass(bytes, limits);
    }
    Passage passage = other(bytes, limits);
    if (passage.verdict() instanceof Admitted admitted
        && limits.reduction(admitted.format(), admitted.storedWidth(), admitted.storedHeight())
            == 0) {
      return new Passage(
          tooManyPixels(admitted.storedWidth(), admitted.storedHeight(), limits), bytes);
    }
    if (passage.verdict() instanceof Admitted
        && passage.picture().length > limits.maxPictureBytes()) {
      return turnedAway(
          bytes,
          RefusalReason.TOO_MANY_BYTES,
          "The picture has "
              + passage.picture().length
              + " bytes; at most "
              + limits.maxPictureBytes()
              + " ("
              + mebibytes(limits.maxPictureBytes())
              + ") are let in");
    }
    return passage;
  }

  /**
   * The verdict on what stands before a picture's data, for a file that was let in before; of a
   * JPEG, its header as a plain file.
   */
  static Passage header(byte[] bytes) {
    PictureLimits limits = PictureLimits.widest();
    return JpegContainer.hasSignature(bytes)
        ? JpegContainer.header(bytes, limits)
        : pass(bytes, limits);
  }

  private static Passage other(byte[] bytes, PictureLimits limits) {
    if (PngContainer.hasSignature(bytes)) {
      GateVerdict verdict = PngContainer.inspect(bytes, limits);
      return verdict instanceof Admitted
          ? new Passage(verdict, upTo(PngContainer.end(bytes), bytes))
          : new Passage(verdict, bytes);
    }
    if (WebpContainer.hasSignature(bytes)) {
      GateVerdict verdict = WebpContainer.inspect(bytes, limits);
      return verdict instanceof Admitted
          ? new Passage(verdict, upTo(WebpContainer.end(bytes), bytes))
          : new Passage(verdict, bytes);
    }
    if (HeifContainer.hasSignature(bytes)) {
      GateVerdict verdict = HeifContainer.inspect(bytes);
      return verdict instanceof Admitted
          ? new Passage(verdict, upTo(endOfBoxes(bytes), bytes))
          : new Passage(verdict, bytes);
    }
    if (GifContainer.hasSignature(bytes)) {
      return new Passage(GifContainer.inspect(bytes), bytes);
    }
    if (TiffContainer.hasSignature(bytes)) {
      return new Passage(TiffContainer.inspect(bytes), bytes);
    }
    if (BmpContainer.hasSignature(bytes)) {
      return new Passage(BmpContainer.inspect(bytes), bytes);
    }
    return turnedAway(
        bytes,
        RefusalReason.UNKNOWN_FORMAT,
        "The first bytes are not those of a picture that is read, whatever the file's name; send "
            + PictureFormat.NAMES);
  }

  /** Where the film begins that some phones put behind a HEIC picture, or else the end. */
  private static int endOfBoxes(byte[] bytes) {
    ByteBuffer boxes = ByteBuffer.wrap(bytes);
    long at = 0;
    while (at + 8 <= bytes.length) {
      long length = Integer.toUnsignedLong(boxes.getInt((int) at));
      if (boxes.getInt((int) at + 4) == FILM_BOX) {
        return (int) at;
      }
      if (length < 8) { // to the end, or of 64 bits
        return bytes.length;
      }
      at += length;
    }
    return bytes.length;
  }

  private static byte[] upTo(int end, byte[] bytes) {
    return end < bytes.length ? Arrays.copyOf(bytes, end) : bytes;
  }

  private static Passage turnedAway(byte[] bytes, RefusalReason reason, String detail) {
    return new Passage(new TurnedAway(reason, detail), bytes);
  }

  /** Admits a picture whose container is sound, when its size is within the limits. */
  static GateVerdict admitWithinLimits(
      PictureFormat format,
      int width,
      int height,
      ExifOrientation orientation,
      boolean alpha,
      PictureLimits limits) {
    if (width < 1 || height < 1) {
      return damagedHeader(
          "it declares " + width + " x " + height + " px; a picture is at least 1 x 1 px");
    }
    if (limits.reduction(format, width, height) == 0) {
      return tooManyPixels(width, height, limits);
    }
    return new Admitted(format, width, height, orientation, alpha);
  }

  /**
   * Admits a picture whose container is sound, when its size is within what any limits allow; those
   * that are set are kept afterwards.
   */
  static GateVerdict admitWithinLimits(
      PictureFormat format, int width, int height, ExifOrientation orientation, boolean alpha) {
    return admitWithinLimits(format, width, height, orientation, alpha, PictureLimits.widest());
  }

  /** Whether a picture that cannot be decoded smaller is of a size that any limits allow. */
  static boolean withinLimits(int width, int height) {
    return width >= 1
        && height >= 1
        && PictureLimits.widest().reduction(PictureFormat.PNG, width, height) > 0;
  }

  private static TurnedAway tooManyPixels(int width, int height, PictureLimits limits) {
    return tooManyPixels(
        "The header declares "
            + width
            + " x "
            + height
            + " px; at most "
            + MAX_SIDE_PIXELS
            + " px a side and "
            + limits.maxPixels()
            + " pixels in all are let in, of a JPEG, which can be decoded smaller, "
            + limits.maxDeclaredPixels());
  }

  static TurnedAway tooManyPixels(String detail) {
    return new TurnedAway(RefusalReason.TOO_MANY_PIXELS, detail);
  }

  static String mebibytes(int bytes) {
    return bytes % (1 << 20) == 0
        ? (bytes >> 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
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
