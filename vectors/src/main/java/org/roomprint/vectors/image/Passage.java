package org.roomprint.vectors.image;

import java.util.Arrays;

/**
 * What the gate says of a file and what of it a decoder is to see.
 *
 * @param picture the same picture without what surrounds it, where it is admitted; not to be
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, within this package
record Passage(GateVerdict verdict, byte[] picture) {
  /** Clears the picture where it is a copy, so that no second one of a query stays in memory. */
  @SuppressWarnings("ReferenceEquality") // whether it is the very array
  void forget(byte[] file) {
    if (picture != file) {
      Arrays.fill(picture, (byte) 0);
    }
  }
}
