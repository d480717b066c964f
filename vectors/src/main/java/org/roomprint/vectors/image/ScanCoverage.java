package org.roomprint.vectors.image;

import java.util.Arrays;

/**
 * Keeps count of what the scans of a JPEG bring: a picture is whole when every coefficient of every
 * component came, in a progressive picture down to its last bit (ISO/IEC 10918-1, annex G).
 *
 * <p>A progressive file that was cut between two scans and given a new end decodes without any
 * complaint to a coarser picture; this is how it is told from a whole one.
 */
final class ScanCoverage {
  private static final int COEFFICIENTS = 64;
  private static final byte NOTHING_YET = -1;

  private final boolean progressive;
  private final int[] componentIds;

  /** For each component and coefficient the lowest bit that came, or {@link #NOTHING_YET}. */
  private final byte[][] lowestBit;

  /**
   * Coverage of a picture of which no scan was seen.
   *
   * @param componentIds as in the frame header, 0..255
   */
  ScanCoverage(boolean progressive, int[] componentIds) {
    this.progressive = progressive;
    this.componentIds = componentIds.clone();
    this.lowestBit = new byte[componentIds.length][COEFFICIENTS];
    for (byte[] component : lowestBit) {
      Arrays.fill(component, NOTHING_YET);
    }
  }

  /**
   * Takes in a scan header.
   *
   * @param bytes the file
   * @param from first byte of the header behind its length
   * @param length bytes of the header
   * @return false when the header is none
   */
  boolean add(byte[] bytes, int from, int length) {
    int count = length < 1 ? 0 : bytes[from];
    if (count < 1 || count > componentIds.length || length != 4 + 2 * count) {
      return false;
    }
    int parameters = from + 1 + 2 * count;
    int first = progressive ? bytes[parameters] : 0;
    int last = progressive ? bytes[parameters + 1] : COEFFICIENTS - 1;
    int bit = progressive ? bytes[parameters + 2] & 0x0F : 0;
    if (first < 0 || last < first || last >= COEFFICIENTS) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int component = indexOf(bytes[from + 1 + 2 * i] & 0xFF);
      if (component < 0) {
        return false;
      }
      Arrays.fill(lowestBit[component], first, last + 1, (byte) bit);
    }
    return true;
  }

  /** Whether nothing is missing. */
  boolean isComplete() {
    for (byte[] component : lowestBit) {
      for (byte bit : component) {
        if (bit != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private int indexOf(int id) {
    for (int i = 0; i < componentIds.length; i++) {
      if (componentIds[i] == id) {
        return i;
      }
    }
    return -1;
  }
}
