package org.roomprint.vectors.image;

import java.util.Arrays;

/**
 * Keeps count of what the scans of a JPEG brought: a picture is whole when every coefficient of
 * every component came, in a progressive picture down to its last bit (ISO/IEC 10918-1, annex G).
 *
 * <p>A progressive file that was cut between two scans and given a new end decodes without any
 * complaint to a coarser picture; this is how it is told from a whole one.
 */
final class ScanCoverage {
  private static final int COEFFICIENTS = 64;
  private static final byte NOTHING_YET = -1;

  /** For each component and coefficient the lowest bit that came, or {@link #NOTHING_YET}. */
  private final byte[][] lowestBit;

  /** Coverage of a picture of which no scan was seen. */
  ScanCoverage(int components) {
    this.lowestBit = new byte[components][COEFFICIENTS];
    for (byte[] component : lowestBit) {
      Arrays.fill(component, NOTHING_YET);
    }
  }

  /** Takes in a scan that was there to its last bit. */
  void add(JpegScanHeader scan) {
    for (JpegScanHeader.Part part : scan.parts()) {
      Arrays.fill(lowestBit[part.component()], scan.first(), scan.last() + 1, (byte) scan.lowBit());
    }
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
}
