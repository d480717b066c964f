package org.roomprint.searchapi.wire;

import java.math.BigInteger;
import java.util.Optional;
import org.roomprint.vectors.hash.PdqHash;

/**
 * A look-up by hash, or the {@code query} part of one by file, as sent; exactly one of the hashes,
 * or none with a file.
 */
public record PictureLookupBody(
    Optional<String> caseReference,
    Optional<String> purpose,
    Optional<String> pdq,
    Optional<BigInteger> maxDistance,
    Optional<String> sha256,
    Optional<String> sha1,
    Optional<String> md5) {
  /**
   * Bits by which the PDQ hashes may differ.
   *
   * @throws IllegalArgumentException saying how many they may be
   */
  public int distanceBits() {
    BigInteger sent = maxDistance.orElse(BigInteger.valueOf(PdqHash.SAME_PICTURE_DISTANCE));
    if (!WholeNumbers.within(sent, 0, PdqHash.SAME_PICTURE_DISTANCE)) {
      throw new IllegalArgumentException(
          "'maxDistance' is a whole number of bits from 0 to " + PdqHash.SAME_PICTURE_DISTANCE);
    }
    return sent.intValueExact();
  }
}
