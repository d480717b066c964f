package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How stored pixels are turned to stand upright (CIPA DC-008 "Exif 3.0", tag 0x0112). */
public enum ExifOrientation {
  /** As stored. */
  UPRIGHT(1),
  /** Mirrored left to right. */
  MIRRORED(2),
  /** Upside down. */
  HALF_TURN(3),
  /** Mirrored top to bottom. */
  FLIPPED(4),
  /** Mirrored at the diagonal from top left. */
  TRANSPOSED(5),
  /** To be turned clockwise by a quarter. */
  QUARTER_CLOCKWISE(6),
  /** Mirrored at the diagonal from top right. */
  TRANSVERSED(7),
  /** To be turned anticlockwise by a quarter. */
  QUARTER_ANTICLOCKWISE(8);

  private static final int ORIENTATION_TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int TIFF_HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;

  private final int tag;

  ExifOrientation(int tag) {
    this.tag = tag;
  }

  /** The value that the tag has for it, 1..8. */
  public int tag() {
    return tag;
  }

  /** Whether upright width is stored height. */
  public boolean swapsSides() {
    return tag >= TRANSPOSED.tag;
  }

  /**
   * The first orientation that a TIFF structure (the content of an EXIF block) names in its first
   * directory as one short number from 1 to 8; {@link #UPRIGHT} where it names none, or where the
   * structure is damaged: a wrong turn is worse than none, and neither is a reason to refuse
   * pixels. Chromium reads it in the same way, and so do the pages ({@code orientation.ts}).
   *
   * @param content from the byte-order mark on
   */
  static ExifOrientation ofTiff(ByteBuffer content) {
    int length = content.remaining();
    if (length < TIFF_HEADER_BYTES) {
      return UPRIGHT;
    }
    ByteBuffer tiff = content.slice();
    switch (tiff.getShort(0)) {
      case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4D4D -> tiff.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return UPRIGHT;
      }
    }
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (tiff.getShort(2) != 42 || directory + 2 > length) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > length) {
        return UPRIGHT;
      }
      int at = (int) entry;
      int value = Short.toUnsignedInt(tiff.getShort(at + 8));
      if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION_TAG
          && tiff.getShort(at + 2) == TYPE_SHORT
          && tiff.getInt(at + 4) == 1
          && value >= UPRIGHT.tag
          && value <= QUARTER_ANTICLOCKWISE.tag) {
        return values()[value - UPRIGHT.tag];
      }
    }
    return UPRIGHT;
  }
}
