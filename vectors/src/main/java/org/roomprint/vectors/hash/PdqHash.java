package org.roomprint.vectors.hash;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A 256-bit PDQ hash: near copies of a picture differ in few bits.
 *
 * <p>Text form as in the public reference: 64 hexadecimal digits, bits 255..240 first.
 * Specification: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
 * Facebook, 2019.
 *
 * @param bits255To192 the first 16 digits
 * @param bits191To128 the next 16 digits
 * @param bits127To64 the next 16 digits
 * @param bits63To0 the last 16 digits
 */
public record PdqHash(long bits255To192, long bits191To128, long bits127To64, long bits63To0) {
  /** Bits in a hash. */
  public static final int BITS = 256;

  /** Largest Hamming distance at which two pictures count as the same. */
  public static final int SAME_PICTURE_DISTANCE = 31;

  /**
   * Hashes of at most this quality (0..100) are not to be matched: the picture has too little
   * structure.
   */
  public static final int LOW_QUALITY = 49;

  private static final int HEX_DIGITS = 64;

  /**
   * Reads 64 hexadecimal digits of either case.
   *
   * @throws IllegalArgumentException when it is not 64 hexadecimal digits, saying what was found
   */
  public static PdqHash parse(String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException(
          "A PDQ hash is 64 hexadecimal digits, not " + hex.length() + " characters");
    }
    if (!hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException(
          "A PDQ hash is 64 hexadecimal digits; another character was found");
    }
    return new PdqHash(word(hex, 0), word(hex, 16), word(hex, 32), word(hex, 48));
  }

  /** Reads what {@link #putInto} wrote, from here on. */
  public static PdqHash from(ByteBuffer buffer) {
    return new PdqHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** Writes its 32 bytes from here on, the highest bits first. */
  public void putInto(ByteBuffer buffer) {
    buffer.putLong(bits255To192).putLong(bits191To128).putLong(bits127To64).putLong(bits63To0);
  }

  /** The hash as 64 lower-case hexadecimal digits. */
  public String toHex() {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(bits255To192)
        + format.toHexDigits(bits191To128)
        + format.toHexDigits(bits127To64)
        + format.toHexDigits(bits63To0);
  }

  /** Bits that differ, 0..256. */
  public int distance(PdqHash other) {
    return Long.bitCount(bits255To192 ^ other.bits255To192)
        + Long.bitCount(bits191To128 ^ other.bits191To128)
        + Long.bitCount(bits127To64 ^ other.bits127To64)
        + Long.bitCount(bits63To0 ^ other.bits63To0);
  }

  private static long word(String hex, int from) {
    return HexFormat.fromHexDigitsToLong(hex, from, from + 16);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
