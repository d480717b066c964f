package org.roomprint.vectors.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scan of a JPEG brings (ISO/IEC 10918-1, B.2.3).
 *
 * @param parts the components in it, each once
 * @param first coefficient in zigzag order, 0..63
 * @param last coefficient in zigzag order, first..63
 * @param refines whether it adds one bit to what earlier scans brought
 * @param lowBit place of the lowest bit that it brings, 0..13
 */
record JpegScanHeader(List<Part> parts, int first, int last, boolean refines, int lowBit) {
  static final int LAST_COEFFICIENT = 63;
  private static final int MAX_BLOCKS_IN_UNIT = 10;
  private static final int MAX_LOW_BIT = 13;
  private static final int TABLES = 4;

  JpegScanHeader {
    parts = List.copyOf(parts);
  }

  /**
   * A component and its tables.
   *
   * @param component place in the frame, from 0
   * @param dcTable 0..3
   * @param acTable 0..3
   */
  record Part(int component, int dcTable, int acTable) {}

  /**
   * Reads one; empty when it does not fit its frame.
   *
   * <p>Of a sequential picture the band and the bits are not asked: some cameras leave them zero,
   * and decoders do not look.
   *
   * @param from first byte behind the length
   * @param length bytes from there
   */
  static Optional<JpegScanHeader> read(JpegFrame frame, byte[] bytes, int from, int length) {
    int count = length < 1 ? 0 : bytes[from];
    if (count < 1 || count > frame.components().size() || length != 4 + 2 * count) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    int blocksInUnit = 0;
    for (int i = 0; i < count; i++) {
      int tables = bytes[from + 2 + 2 * i] & 0xFF;
      Optional<Integer> component =
          frame.named(bytes[from + 1 + 2 * i] & 0xFF).stream()
              .filter(known -> parts.stream().noneMatch(part -> part.component() == known))
              .findFirst();
      if (component.isEmpty() || tables >> 4 >= TABLES || (tables & 15) >= TABLES) {
        return Optional.empty();
      }
      parts.add(new Part(component.get(), tables >> 4, tables & 15));
      JpegFrame.Component size = frame.components().get(component.get());
      blocksInUnit += size.across() * size.down();
    }
    if (count > 1 && blocksInUnit > MAX_BLOCKS_IN_UNIT) {
      return Optional.empty();
    }
    if (!frame.progressive()) {
      return Optional.of(new JpegScanHeader(parts, 0, LAST_COEFFICIENT, false, 0));
    }
    int parameters = from + 1 + 2 * count;
    return progressive(
        parts,
        bytes[parameters],
        bytes[parameters + 1],
        bytes[parameters + 2] >> 4 & 15,
        bytes[parameters + 2] & 15);
  }

  private static Optional<JpegScanHeader> progressive(
      List<Part> parts, int first, int last, int highBit, int lowBit) {
    boolean band =
        first == 0
            ? last == 0
            : first > 0 && last >= first && last <= LAST_COEFFICIENT && parts.size() == 1;
    boolean bits = lowBit <= MAX_LOW_BIT && (highBit == 0 || lowBit == highBit - 1);
    return band && bits
        ? Optional.of(new JpegScanHeader(parts, first, last, highBit != 0, lowBit))
        : Optional.empty();
  }
}
