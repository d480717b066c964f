package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the headers of a Windows bitmap and sees that the rows that they promise are there; packed
 * rows (RLE) are walked to their end.
 */
final class BmpContainer {
  private static final int FILE_HEADER_BYTES = 14;
  private static final int CORE_HEADER_BYTES = 12;
  private static final int INFO_HEADER_BYTES = 40;
  private static final int MAX_HEADER_BYTES = 124;
  private static final int OS2_HEADER_BYTES = 64;
  private static final int ALPHA_MASK_AT = FILE_HEADER_BYTES + 52;
  private static final int HEADER_WITH_ALPHA_BYTES = 56;

  private static final int PLAIN = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpContainer() {}

  /** Two letters are little, so that the header's size has to be one that exists. */
  static boolean hasSignature(byte[] bytes) {
    if (bytes.length < FILE_HEADER_BYTES + 4 || bytes[0] != 'B' || bytes[1] != 'M') {
      return false;
    }
    long header = u32(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), FILE_HEADER_BYTES);
    return header == CORE_HEADER_BYTES || (header >= 16 && header <= MAX_HEADER_BYTES);
  }

  static GateVerdict inspect(byte[] bytes) {
    ByteBuffer bmp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) u32(bmp, FILE_HEADER_BYTES);
    if (bytes.length < FILE_HEADER_BYTES + header) {
      return Gate.incomplete("the bitmap ends within its header");
    }
    boolean core = header == CORE_HEADER_BYTES;
    if (!core && (header < INFO_HEADER_BYTES || header == OS2_HEADER_BYTES)) {
      return unusualKind();
    }
    int width = core ? u16(bmp, FILE_HEADER_BYTES + 4) : bmp.getInt(FILE_HEADER_BYTES + 4);
    int signedHeight = core ? u16(bmp, FILE_HEADER_BYTES + 6) : bmp.getInt(FILE_HEADER_BYTES + 8);
    int height = signedHeight == Integer.MIN_VALUE ? 0 : Math.abs(signedHeight);
    int depth = u16(bmp, FILE_HEADER_BYTES + (core ? 10 : 14));
    long packing = core ? PLAIN : u32(bmp, FILE_HEADER_BYTES + 16);
    boolean alpha =
        packing == BIT_FIELDS
            && depth == 32
            && header >= HEADER_WITH_ALPHA_BYTES
            && bmp.getInt(ALPHA_MASK_AT) != 0;
    GateVerdict size =
        Gate.admitWithinLimits(PictureFormat.BMP, width, height, ExifOrientation.UPRIGHT, alpha);
    if (size instanceof GateVerdict.TurnedAway) {
      return size;
    }
    if (!isKnown(depth, packing)) {
      return unusualKind();
    }
    long from = u32(bmp, 10);
    if (from < FILE_HEADER_BYTES + header) {
      return Gate.damagedHeader("the bitmap's pixels begin within its header");
    }
    long rowBytes = ((long) width * depth + 31) / 32 * 4;
    boolean whole =
        (packing == RLE8 || packing == RLE4)
            ? holdsAllRows(bmp, from, width, height, packing == RLE4)
            : from + rowBytes * height <= bytes.length;
    return whole ? size : Gate.incomplete("the bitmap ends before its last pixel");
  }

  private static boolean isKnown(int depth, long packing) {
    return switch (depth) {
      case 1 -> packing == PLAIN;
      case 4 -> packing == PLAIN || packing == RLE4;
      case 8 -> packing == PLAIN || packing == RLE8;
      case 16, 32 -> packing == PLAIN || packing == BIT_FIELDS;
      case 24 -> packing == PLAIN;
      default -> false;
    };
  }

  private static GateVerdict unusualKind() {
    return new GateVerdict.TurnedAway(
        RefusalReason.UNDECODABLE,
        "The bitmap is of a kind that no program of today writes; save it as JPEG or PNG");
  }

  /** Whether packed data reach the end of the bitmap or the end of its last row. */
  private static boolean holdsAllRows(
      ByteBuffer bmp, long from, int width, int height, boolean fourBits) {
    long at = from;
    long x = 0;
    long y = 0;
    while (y < height) {
      if (at + 2 > bmp.limit()) {
        return y == height - 1 && x >= width;
      }
      int count = bmp.get((int) at) & 0xFF;
      int value = bmp.get((int) at + 1) & 0xFF;
      at += 2;
      if (count > 0) {
        x += count;
      } else if (value == 0) {
        x = 0;
        y++;
      } else if (value == 1) {
        return y == height - 1 || (y == height && x == 0);
      } else if (value == 2) {
        if (at + 2 > bmp.limit()) {
          return false;
        }
        x += bmp.get((int) at) & 0xFF;
        y += bmp.get((int) at + 1) & 0xFF;
        at += 2;
      } else {
        int data = fourBits ? (value + 1) / 2 : value;
        at += data + (data & 1);
        x += value;
      }
    }
    return at <= bmp.limit();
  }

  private static int u16(ByteBuffer bmp, int at) {
    return bmp.getShort(at) & 0xFFFF;
  }

  private static long u32(ByteBuffer bmp, int at) {
    return Integer.toUnsignedLong(bmp.getInt(at));
  }
}
