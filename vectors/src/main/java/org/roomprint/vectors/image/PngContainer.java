package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file (ISO/IEC 15948) from header to end; checks the check sum of the
 * header and leaves those of the data to the decoder, which refuses a picture for them.
 *
 * <p>The orientation that an {@code eXIf} chunk names is applied where the chunk stands before the
 * pixels, as browsers do that turn a PNG at all.
 */
final class PngContainer {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_BYTES = 13;
  private static final int LENGTH_AND_TYPE_BYTES = 8;
  private static final int CRC_BYTES = 4;

  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int TRNS = 0x74524E53;
  private static final int EXIF = 0x65584966;
  private static final int ACTL = 0x6163544C;
  private static final int FCTL = 0x6663544C;
  private static final int FDAT = 0x66644154;

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private PngContainer() {}

  static boolean hasSignature(byte[] bytes) {
    return bytes.length >= SIGNATURE_BYTES && ByteBuffer.wrap(bytes).getLong(0) == SIGNATURE;
  }

  static GateVerdict inspect(byte[] bytes, PictureLimits limits) {
    ByteBuffer png = ByteBuffer.wrap(bytes);
    int afterHeader = SIGNATURE_BYTES + LENGTH_AND_TYPE_BYTES + HEADER_BYTES + CRC_BYTES;
    if (bytes.length < afterHeader) {
      return Gate.incomplete("a PNG ends with an IEND chunk, and this one within its header");
    }
    if (png.getInt(SIGNATURE_BYTES) != HEADER_BYTES || png.getInt(SIGNATURE_BYTES + 4) != IHDR) {
      return Gate.damagedHeader("a PNG begins with an IHDR chunk of 13 bytes");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, SIGNATURE_BYTES + 4, 4 + HEADER_BYTES);
    if ((int) crc.getValue() != png.getInt(afterHeader - CRC_BYTES)) {
      return Gate.damagedHeader("the check sum of the IHDR chunk is wrong");
    }
    int header = SIGNATURE_BYTES + LENGTH_AND_TYPE_BYTES;
    int colourType = png.get(header + 9);
    boolean known =
        validDepth(colourType, png.get(header + 8))
            && png.get(header + 10) == 0
            && png.get(header + 11) == 0
            && (png.get(header + 12) & 0xFE) == 0;
    if (!known) {
      return Gate.damagedHeader("colour type, bit depth or method is none that PNG has");
    }
    int width = png.getInt(header);
    int height = png.getInt(header + 4);
    GateVerdict size =
        Gate.admitWithinLimits(
            PictureFormat.PNG, width, height, ExifOrientation.UPRIGHT, false, limits);
    return size instanceof GateVerdict.TurnedAway
        ? size
        : walk(png, afterHeader, width, height, colourType, limits);
  }

  private static GateVerdict walk(
      ByteBuffer png, int from, int width, int height, int colourType, PictureLimits limits) {
    boolean alpha = colourType == GREY_ALPHA || colourType == RGB_ALPHA;
    boolean dataSeen = false;
    ExifOrientation orientation = ExifOrientation.UPRIGHT;
    long at = from;
    while (at + LENGTH_AND_TYPE_BYTES + CRC_BYTES <= png.limit()) {
      long length = Integer.toUnsignedLong(png.getInt((int) at));
      int type = png.getInt((int) at + 4);
      int content = (int) at + LENGTH_AND_TYPE_BYTES;
      at += LENGTH_AND_TYPE_BYTES + length + CRC_BYTES;
      if (at > png.limit()) {
        break;
      }
      switch (type) {
        case IHDR -> {
          return Gate.damagedHeader("it declares the picture's size twice");
        }
        case IDAT -> dataSeen = true;
        case TRNS -> alpha = true;
        case ACTL, FCTL, FDAT -> {
          return Gate.animated("animated PNG");
        }
        case EXIF -> {
          if (!dataSeen) {
            orientation = ExifOrientation.ofTiff(png.slice(content, (int) length));
          }
        }
        case IEND -> {
          return dataSeen
              ? Gate.admitWithinLimits(PictureFormat.PNG, width, height, orientation, alpha, limits)
              : Gate.damagedHeader("the image ends before any picture data");
        }
        default -> {}
      }
    }
    return Gate.incomplete("a PNG ends with an IEND chunk, and this one has none");
  }

  /** Where an admitted file's picture ends. */
  static int end(byte[] bytes) {
    ByteBuffer png = ByteBuffer.wrap(bytes);
    int at = SIGNATURE_BYTES;
    int type;
    do {
      type = png.getInt(at + 4);
      at += LENGTH_AND_TYPE_BYTES + png.getInt(at) + CRC_BYTES;
    } while (type != IEND);
    return at;
  }

  private static boolean validDepth(int colourType, int depth) {
    return switch (colourType) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
