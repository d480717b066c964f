package org.roomprint.vectors.image;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks the blocks of a GIF file (GIF89a) to its one picture and counts the pixels that its LZW
 * data hold; what is missing behind the last pixel (the trailer, most of all) is no gap.
 */
final class GifContainer {
  private static final int HEADER_BYTES = 13;
  private static final int TRAILER = 0x3B;
  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2C;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int TABLE_FLAG = 0x80;
  private static final int MIN_CODE_BITS = 2;
  private static final int MAX_CODE_BITS = 8;

  private final ByteCursor cursor;
  private int width;
  private int height;
  private boolean transparent;
  private int end;

  private GifContainer(byte[] bytes) {
    cursor = new ByteCursor(bytes, ByteOrder.LITTLE_ENDIAN, 0, bytes.length);
  }

  static boolean hasSignature(byte[] bytes) {
    return bytes.length >= 6
        && bytes[0] == 'G'
        && bytes[1] == 'I'
        && bytes[2] == 'F'
        && bytes[3] == '8'
        && (bytes[4] == '7' || bytes[4] == '9')
        && bytes[5] == 'a';
  }

  static GateVerdict inspect(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      return Gate.incomplete("the GIF ends within its header");
    }
    try {
      return new GifContainer(bytes).walk();
    } catch (ByteCursor.EndException e) {
      return Gate.incomplete("the GIF ends before its last pixel");
    }
  }

  /** An admitted file up to its last pixel, with the trailer that decoders want and some lack. */
  static byte[] withTrailer(byte[] bytes) {
    GifContainer container = new GifContainer(bytes);
    try {
      container.walk();
    } catch (ByteCursor.EndException e) {
      throw new IllegalArgumentException("Only an admitted GIF has an end", e);
    }
    byte[] whole = Arrays.copyOf(bytes, container.end + 2); // a block of no bytes, and the trailer
    whole[container.end] = 0;
    whole[container.end + 1] = TRAILER;
    return whole;
  }

  private GateVerdict walk() throws ByteCursor.EndException {
    cursor.skip(6);
    width = cursor.u16();
    height = cursor.u16();
    int flags = cursor.u8();
    cursor.skip(2);
    skipColours(flags);
    GateVerdict size = verdict();
    if (size instanceof GateVerdict.TurnedAway) {
      return size;
    }
    while (true) {
      int block = cursor.u8();
      if (block == EXTENSION) {
        extension();
      } else if (block == PICTURE) {
        return picture();
      } else {
        return Gate.damagedHeader("the GIF holds no picture");
      }
    }
  }

  private GateVerdict verdict() {
    return Gate.admitWithinLimits(
        PictureFormat.GIF, width, height, ExifOrientation.UPRIGHT, transparent);
  }

  private void skipColours(int flags) throws ByteCursor.EndException {
    if ((flags & TABLE_FLAG) != 0) {
      cursor.skip(3L << ((flags & 7) + 1));
    }
  }

  private void extension() throws ByteCursor.EndException {
    int label = cursor.u8();
    int length = cursor.u8();
    if (label == GRAPHIC_CONTROL && length == 4) {
      transparent |= (cursor.u8() & 1) != 0;
      cursor.skip(3);
      length = cursor.u8();
    }
    while (length != 0) {
      cursor.skip(length);
      length = cursor.u8();
    }
  }

  private GateVerdict picture() throws ByteCursor.EndException {
    int left = cursor.u16();
    int top = cursor.u16();
    int pictureWidth = cursor.u16();
    int pictureHeight = cursor.u16();
    skipColours(cursor.u8());
    int codeBits = cursor.u8();
    if (pictureWidth < 1
        || pictureHeight < 1
        || left + pictureWidth > width
        || top + pictureHeight > height
        || codeBits < MIN_CODE_BITS
        || codeBits > MAX_CODE_BITS) {
      return Gate.damagedHeader("the GIF's picture does not fit its canvas");
    }
    transparent |= pictureWidth < width || pictureHeight < height;
    GifPixels pixels = new GifPixels(codeBits, (long) pictureWidth * pictureHeight);
    for (int length = cursor.u8(); length != 0; length = cursor.u8()) {
      for (int i = 0; i < length; i++) {
        pixels.add(cursor.u8());
      }
      end = cursor.at();
      if (pixels.areAllThere() && cursor.remaining() == 0) {
        return verdict(); // cut off behind the last pixel
      }
    }
    if (!pixels.areAllThere()) {
      return Gate.incomplete("the GIF's data end before its last pixel");
    }
    return anotherPictureFollows() ? Gate.animated("animated GIF") : verdict();
  }

  private boolean anotherPictureFollows() {
    try {
      while (true) {
        int block = cursor.u8();
        if (block != EXTENSION) {
          return block == PICTURE;
        }
        extension();
      }
    } catch (ByteCursor.EndException e) {
      return false;
    }
  }

  /** Counts the pixels of LZW data (GIF89a, appendix F) without making them. */
  private static final class GifPixels {
    private static final int MAX_BITS = 12;
    private static final int NONE = -1;

    private final int clear;
    private final int[] lengths = new int[1 << MAX_BITS];
    private final long wanted;
    private final int firstBits;
    private long found;
    private int bits;
    private int next;
    private int previous = NONE;
    private int buffer;
    private int buffered;
    private boolean ended;

    GifPixels(int codeBits, long wanted) {
      this.clear = 1 << codeBits;
      this.firstBits = codeBits + 1;
      this.wanted = wanted;
      Arrays.fill(lengths, 0, clear, 1);
      reset();
    }

    private void reset() {
      bits = firstBits;
      next = clear + 2;
      previous = NONE;
    }

    boolean areAllThere() {
      return found >= wanted;
    }

    void add(int value) {
      buffer |= value << buffered;
      buffered += 8;
      while (buffered >= bits && !ended) {
        int code = buffer & (1 << bits) - 1;
        buffer >>>= bits;
        buffered -= bits;
        take(code);
      }
    }

    private void take(int code) {
      if (code == clear) {
        reset();
        return;
      }
      boolean isNew = code == next && previous != NONE && next < lengths.length;
      if (code == clear + 1 || (code >= next && !isNew) || (previous == NONE && code > clear)) {
        ended = true; // the end, or a code that means nothing
        return;
      }
      if (previous != NONE && next < lengths.length) {
        lengths[next++] = lengths[previous] + 1;
        if (next == 1 << bits && bits < MAX_BITS) {
          bits++;
        }
      }
      found += lengths[code];
      previous = code;
    }
  }
}
