package org.roomprint.vectors.image;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that stand in a JPEG up to the place that was read. */
final class JpegTables {
  private static final int SELECTORS = 4;
  private static final int MAX_SYMBOLS = 256;
  private static final int COEFFICIENTS = 64;

  /** What a file gave for each table, read when a scan wants it; empty where it gave nothing. */
  private final byte[][] dcDefinitions = new byte[SELECTORS][0];

  private final byte[][] acDefinitions = new byte[SELECTORS][0];
  private final int[] steps = new int[SELECTORS];
  private int restartInterval;

  /** Takes in the content of a segment of Huffman tables; false when it holds none. */
  boolean addCodes(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    while (end - at > HuffmanCode.MAX_BITS) {
      int kind = bytes[at] & 0xFF;
      int symbols = 0;
      for (int i = 1; i <= HuffmanCode.MAX_BITS; i++) {
        symbols += bytes[at + i] & 0xFF;
      }
      int next = at + 1 + HuffmanCode.MAX_BITS + symbols;
      if (symbols > MAX_SYMBOLS || next > end || kind >> 4 > 1 || (kind & 15) >= SELECTORS) {
        return false;
      }
      (kind >> 4 == 1 ? acDefinitions : dcDefinitions)[kind & 15] =
          Arrays.copyOfRange(bytes, at + 1, next);
      at = next;
    }
    return at == end;
  }

  /** Takes in the content of a segment of quantization tables as far as it is one. */
  void addSteps(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end) {
      boolean wide = (bytes[at] >> 4 & 15) != 0;
      int next = at + 1 + (wide ? 2 : 1) * COEFFICIENTS;
      if ((bytes[at] & 15) >= SELECTORS || next > end) {
        return;
      }
      int first = bytes[at + 1] & 0xFF;
      steps[bytes[at] & 15] = wide ? first << 8 | (bytes[at + 2] & 0xFF) : first;
      at = next;
    }
  }

  /**
   * From now on so many units stand between restart markers.
   *
   * @param units 0 for no markers
   */
  void restartInterval(int units) {
    restartInterval = units;
  }

  /** Units between restart markers; 0 for no markers. */
  int restartInterval() {
    return restartInterval;
  }

  /** The tables of first coefficients, for each part of a scan; null where there is none. */
  @Nullable HuffmanCode[] dc(JpegFrame frame, JpegScanHeader scan) {
    @Nullable HuffmanCode[] found = new @Nullable HuffmanCode[scan.parts().size()];
    for (int i = 0; i < found.length; i++) {
      int selector = scan.parts().get(i).dcTable();
      found[i] =
          scan.first() == 0 && !scan.refines()
              ? table(dcDefinitions[selector], false, selector, frame)
              : null;
    }
    return found;
  }

  /** The tables of the other coefficients, for each part of a scan; null where there is none. */
  @Nullable HuffmanCode[] ac(JpegFrame frame, JpegScanHeader scan) {
    @Nullable HuffmanCode[] found = new @Nullable HuffmanCode[scan.parts().size()];
    for (int i = 0; i < found.length; i++) {
      int selector = scan.parts().get(i).acTable();
      found[i] = scan.last() > 0 ? table(acDefinitions[selector], true, selector, frame) : null;
    }
    return found;
  }

  /** For each component the step of its first coefficient; 0 where it is not known. */
  int[] steps(JpegFrame frame) {
    return frame.components().stream()
        .mapToInt(component -> component.steps() < SELECTORS ? steps[component.steps()] : 0)
        .toArray();
  }

  private static @Nullable HuffmanCode table(
      byte[] definition, boolean ac, int selector, JpegFrame frame) {
    if (definition.length == 0) {
      return selector > 1 || frame.progressive() ? null : HuffmanCode.standard(ac, selector == 1);
    }
    int[] counts = new int[HuffmanCode.MAX_BITS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = definition[i] & 0xFF;
    }
    Optional<HuffmanCode> code =
        HuffmanCode.of(
            counts, Arrays.copyOfRange(definition, HuffmanCode.MAX_BITS, definition.length));
    return code.orElse(null);
  }
}
