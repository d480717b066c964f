package org.roomprint.vectors.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a file's bytes (FIPS 180-4): equal exactly when the bytes are.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentHash(String hex) {
  /** Hexadecimal digits in a content hash. */
  public static final int HEX_DIGITS = 64;

  public ContentHash {
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(ContentHash::isLowerHex)) {
      throw new IllegalArgumentException("A content hash is 64 lower-case hexadecimal digits");
    }
  }

  /** The hash of these bytes. */
  public static ContentHash of(byte[] bytes) {
    try {
      return new ContentHash(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
