package org.roomprint.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A digest that some bytes are said to have, in an algorithm of this Java platform. */
public final class ExpectedDigest {
  private final String algorithm;
  private final byte[] value;

  /**
   * A digest of the sender's.
   *
   * @param algorithm as Java names it, such as {@code SHA-256}
   * @param value copied
   */
  public ExpectedDigest(String algorithm, byte[] value) {
    this.algorithm = algorithm;
    this.value = value.clone();
    begin();
  }

  /** A fresh digest of the algorithm. */
  public MessageDigest begin() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("This platform has no digest of that name", e);
    }
  }

  /** Whether this is the digest that was computed. */
  public boolean matches(byte[] computed) {
    return MessageDigest.isEqual(value, computed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpectedDigest that
        && algorithm.equals(that.algorithm)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * algorithm.hashCode() + Arrays.hashCode(value);
  }
}
