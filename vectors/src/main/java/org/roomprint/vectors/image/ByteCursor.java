package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads unsigned numbers one after the other from a stretch of a file, and never beyond its end.
 */
final class ByteCursor {
  /** The stretch ended before what it was said to hold. */
  static final class EndException extends Exception {
    private static final long serialVersionUID = 1;

    EndException() {
      super("The stretch ended early", null, false, false);
    }
  }

  private final ByteBuffer file;
  private final int end;
  private int at;

  /** Reads this stretch of a file; both ends lie within it. */
  ByteCursor(byte[] file, ByteOrder order, int from, int end) {
    this.file = ByteBuffer.wrap(file).order(order);
    this.at = from;
    this.end = end;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - at;
  }

  int u8() throws EndException {
    return file.get(advance(1)) & 0xFF;
  }

  int u16() throws EndException {
    return file.getShort(advance(2)) & 0xFFFF;
  }

  int i32() throws EndException {
    return file.getInt(advance(4));
  }

  long u32() throws EndException {
    return Integer.toUnsignedLong(file.getInt(advance(4)));
  }

  /** A number of 0, 1, 2, 4 or 8 bytes; one beyond 63 bits is the largest long. */
  long number(int bytes) throws EndException {
    return switch (bytes) {
      case 0 -> 0;
      case 1 -> u8();
      case 2 -> u16();
      case 4 -> u32();
      case 8 -> {
        long value = file.getLong(advance(8));
        yield value < 0 ? Long.MAX_VALUE : value;
      }
      default -> throw new EndException();
    };
  }

  void skip(long bytes) throws EndException {
    if (bytes < 0 || bytes > remaining()) {
      throw new EndException();
    }
    at += (int) bytes;
  }

  private int advance(int bytes) throws EndException {
    if (bytes > remaining()) {
      throw new EndException();
    }
    int from = at;
    at += bytes;
    return from;
  }
}
