package org.roomprint.vectors.image;

import java.util.Locale;

/**
 * How large a stranger's picture may be.
 *
 * @param maxFileBytes of a file in all, with what follows its picture, such as the film of a motion
 *     photo; at least {@code maxPictureBytes}, at most {@link #MOST_FILE_BYTES}
 * @param maxPictureBytes of the picture in it, 1 to {@link #MOST_PICTURE_BYTES}
 * @param maxPixels that are decoded of a picture, 1 to {@link #MOST_PIXELS}; a JPEG of more is
 *     decoded at a half, a quarter or an eighth of its size
 * @param maxDeclaredPixels of a picture as its header declares it, at least {@code maxPixels}, at
 *     most {@link #MOST_DECLARED_PIXELS}
 */
public record PictureLimits(
    int maxFileBytes, int maxPictureBytes, int maxPixels, int maxDeclaredPixels) {
  /** No setting lets a larger file in: 256 MiB. */
  public static final int MOST_FILE_BYTES = 256 << 20;

  /** No setting lets a larger picture in: 64 MiB, which a decoder process can hold. */
  public static final int MOST_PICTURE_BYTES = 64 << 20;

  /** No setting lets more be decoded: 100 megapixels, which a decoder process can hold. */
  public static final int MOST_PIXELS = 100_000_000;

  /** No setting lets a header declare more: 1,000 megapixels. */
  public static final int MOST_DECLARED_PIXELS = 1_000_000_000;

  /** Longest side that is decoded, in pixels. */
  static final int MAX_SIDE_PIXELS = 12_000;

  /** Longest side that a file may declare, in pixels: what a JPEG can. */
  static final int MAX_DECLARED_SIDE_PIXELS = 65_535;

  private static final int COMPONENTS = 4;
  private static final int MAX_REDUCTION = 8;

  public PictureLimits {
    requireWithin("maxPictureBytes", maxPictureBytes, 1, MOST_PICTURE_BYTES);
    requireWithin("maxFileBytes", maxFileBytes, maxPictureBytes, MOST_FILE_BYTES);
    requireWithin("maxPixels", maxPixels, 1, MOST_PIXELS);
    requireWithin("maxDeclaredPixels", maxDeclaredPixels, maxPixels, MOST_DECLARED_PIXELS);
  }

  /** 15 MiB of picture in 64 MiB of file, 50 megapixels decoded of 250 declared. */
  public static PictureLimits defaults() {
    return new PictureLimits(64 << 20, 15 << 20, 50_000_000, 250_000_000);
  }

  /** What no setting goes beyond: for a process that gets what was looked at by another. */
  static PictureLimits widest() {
    return new PictureLimits(
        MOST_FILE_BYTES, MOST_PICTURE_BYTES, MOST_PIXELS, MOST_DECLARED_PIXELS);
  }

  /**
   * By how much a picture has to be decoded smaller: 1, or for a JPEG 2, 4 or 8; 0 when no such
   * reduction is enough.
   */
  int reduction(PictureFormat format, int width, int height) {
    if ((long) width * height > maxDeclaredPixels
        || Math.max(width, height) > MAX_DECLARED_SIDE_PIXELS) {
      return 0;
    }
    int most = format == PictureFormat.JPEG ? MAX_REDUCTION : 1;
    for (int reduction = 1; reduction <= most; reduction *= 2) {
      int wide = (width + reduction - 1) / reduction;
      int high = (height + reduction - 1) / reduction;
      if (wide <= MAX_SIDE_PIXELS && high <= MAX_SIDE_PIXELS && (long) wide * high <= maxPixels) {
        return reduction;
      }
    }
    return 0;
  }

  /**
   * The longer side that a picture is decoded to.
   *
   * @param wanted longer side that is asked for, in pixels
   */
  int side(GateVerdict.Admitted file, int wanted) {
    int reduction = reduction(file.format(), file.storedWidth(), file.storedHeight());
    int longer = Math.max(file.storedWidth(), file.storedHeight());
    return reduction <= 1 ? wanted : Math.min(wanted, longer / reduction);
  }

  /** Most coefficients that a progressive picture, which is held in whole, may have. */
  long maxCoefficients() {
    return (long) maxPixels * COMPONENTS;
  }

  private static void requireWithin(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %d to %d, not %d", key, least, most, value));
    }
  }
}
