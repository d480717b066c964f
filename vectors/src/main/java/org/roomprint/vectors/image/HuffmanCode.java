package org.roomprint.vectors.image;

import java.util.Arrays;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * A Huffman table of a JPEG (ISO/IEC 10918-1, annex C), for reading only; its size does not depend
 * on what a file claims.
 */
final class HuffmanCode {
  /** Bits that are looked up at once. */
  static final int QUICK_BITS = 9;

  static final int MAX_BITS = 16;
  private static final int MAX_VALUES = 256;

  /** For each beginning of a code its length times 256 plus its symbol; 0 where it is longer. */
  private final int[] quick = new int[1 << QUICK_BITS];

  /** For each length the last code; -1 where there is none. */
  private final int[] lastCode = new int[MAX_BITS + 1];

  /** For each length what a code's place among all symbols is more than the code. */
  private final int[] offset = new int[MAX_BITS + 1];

  private final byte[] symbols;

  private HuffmanCode(byte[] symbols) {
    this.symbols = symbols;
    Arrays.fill(lastCode, -1);
  }

  /**
   * The table with these lengths; empty when no such table can be.
   *
   * @param counts how many codes there are of each length 1..16, at index 0..15
   * @param symbols in the order of their codes
   */
  static Optional<HuffmanCode> of(int[] counts, byte[] symbols) {
    int all = Arrays.stream(counts).sum();
    if (counts.length != MAX_BITS || all > MAX_VALUES || all != symbols.length) {
      return Optional.empty();
    }
    HuffmanCode table = new HuffmanCode(symbols);
    int code = 0;
    int place = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      table.offset[length] = place - code;
      for (int i = 0; i < counts[length - 1]; i++) {
        if (length <= QUICK_BITS) {
          int from = code << (QUICK_BITS - length);
          int to = (code + 1) << (QUICK_BITS - length);
          if (to > table.quick.length) {
            return Optional.empty();
          }
          Arrays.fill(table.quick, from, to, length << 8 | (symbols[place] & 0xFF));
        }
        table.lastCode[length] = code;
        code++;
        place++;
      }
      if (code >= 1 << length && counts[length - 1] > 0) { // no code is all ones
        return Optional.empty();
      }
      code <<= 1;
    }
    return Optional.of(table);
  }

  /** One of the four tables that a file without any means, as those of cameras that film do. */
  static HuffmanCode standard(boolean ac, boolean chrominance) {
    JPEGHuffmanTable known =
        ac
            ? chrominance ? JPEGHuffmanTable.StdACChrominance : JPEGHuffmanTable.StdACLuminance
            : chrominance ? JPEGHuffmanTable.StdDCChrominance : JPEGHuffmanTable.StdDCLuminance;
    int[] counts = new int[MAX_BITS];
    short[] lengths = known.getLengths();
    for (int i = 0; i < lengths.length; i++) {
      counts[i] = lengths[i];
    }
    short[] values = known.getValues();
    byte[] symbols = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      symbols[i] = (byte) values[i];
    }
    return of(counts, symbols).orElseThrow();
  }

  /** Length times 256 plus symbol of the code that these bits begin with; 0 when it is longer. */
  int quick(int nineBits) {
    return quick[nineBits];
  }

  /** Length times 256 plus symbol of the code that these bits begin with; 0 when there is none. */
  int slow(int sixteenBits) {
    for (int length = QUICK_BITS + 1; length <= MAX_BITS; length++) {
      int code = sixteenBits >>> (MAX_BITS - length);
      if (code <= lastCode[length]) {
        // A code below the first of its length begins with a shorter one, which quick() knows.
        int place = offset[length] + code;
        return place < 0 || place >= symbols.length ? 0 : length << 8 | (symbols[place] & 0xFF);
      }
    }
    return 0;
  }
}
