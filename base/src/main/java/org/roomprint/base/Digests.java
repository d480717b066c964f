package org.roomprint.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) in the forms that stores need. */
public final class Digests {
  /** Hexadecimal digits of a SHA-256. */
  public static final int SHA256_HEX_DIGITS = 64;

  /** Hexadecimal digits of a derived id: 128 bits, so that no two different things share one. */
  private static final int ID_HEX_DIGITS = 32;

  private Digests() {}

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The SHA-256 of bytes as 64 lower-case hexadecimal digits. */
  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * An id that is the same whenever its parts are, and differs whenever one of them does: the first
   * 128 bits of a SHA-256 over the parts, each preceded by its length.
   *
   * @return 32 lower-case hexadecimal digits
   */
  public static String derivedId(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, ID_HEX_DIGITS);
  }
}
