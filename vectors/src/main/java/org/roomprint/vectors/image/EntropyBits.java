package org.roomprint.vectors.image;

/**
 * Reads the bits of entropy-coded data of a JPEG up to the next marker; behind the last of them it
 * gives zeros, and remembers that they were none of the file's.
 */
final class EntropyBits {
  private static final int PREFIX = 0xFF;

  /** What a code and the bits that belong to it may need at most. */
  private static final int AT_LEAST = 32;

  private final byte[] bytes;
  private final int end;
  private int at;
  private long held;
  private int count;

  /** How many of the bits that are held or were given out are not the file's. */
  private long invented;

  private boolean strange;

  /**
   * Reads from one place on.
   *
   * @param end where the file, or what is known to belong to a picture, ends
   */
  EntropyBits(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** The next symbol; 0 where the bits are no code, which is remembered. */
  int symbol(HuffmanCode table) {
    if (count < AT_LEAST) {
      fill();
    }
    int found = table.quick((int) (held >>> (count - HuffmanCode.QUICK_BITS)) & 0x1FF);
    if (found == 0) {
      found = table.slow((int) (held >>> (count - HuffmanCode.MAX_BITS)) & 0xFFFF);
      if (found == 0) {
        strange = true;
        count -= HuffmanCode.MAX_BITS;
        return 0;
      }
    }
    count -= found >>> 8;
    return found & 0xFF;
  }

  /**
   * The next bits as a number.
   *
   * @param bits 0..16
   */
  int number(int bits) {
    if (count < bits) {
      fill();
    }
    count -= bits;
    return (int) (held >>> count) & ((1 << bits) - 1);
  }

  /**
   * Passes over bits.
   *
   * @param bits 0..64
   */
  void skip(int bits) {
    int left = bits;
    while (left > 16) {
      number(16);
      left -= 16;
    }
    number(left);
  }

  /** Whether more bits were given out than there are. */
  boolean isShort() {
    return count < invented;
  }

  /** Whether bits were met that are no code. */
  boolean isStrange() {
    return strange;
  }

  /** Behind the byte that the last bit given out stands in. */
  int position() {
    int place = at;
    for (long unread = unread() / 8; unread > 0; unread--) {
      if (bytes[place - 1] == 0 && (bytes[place - 2] & 0xFF) == PREFIX) {
        place--; // a stuffed zero
        while ((bytes[place - 2] & 0xFF) == PREFIX) { // fill bytes, which are no data
          place--;
        }
      }
      place--;
    }
    return place;
  }

  /** How many bits of the last byte are left over, 0..7. */
  int paddingBits() {
    return (int) (unread() % 8);
  }

  /** Whether the bits that are left over of the last byte are ones, as the standard wants. */
  boolean paddedWithOnes() {
    int bits = paddingBits();
    long ones = (1L << bits) - 1;
    return bits > 0 && (held >>> (count - bits) & ones) == ones;
  }

  private long unread() {
    return Math.max(0, count - invented);
  }

  private void fill() {
    while (count <= 48) {
      held = held << 8 | next();
      count += 8;
    }
  }

  private int next() {
    if (at < end) {
      int value = bytes[at] & 0xFF;
      if (value != PREFIX) {
        at++;
        return value;
      }
      int behind = at + 1;
      while (behind < end && (bytes[behind] & 0xFF) == PREFIX) {
        behind++;
      }
      if (behind < end && bytes[behind] == 0) {
        at = behind + 1;
        return PREFIX;
      }
    }
    invented += 8;
    return 0;
  }
}
