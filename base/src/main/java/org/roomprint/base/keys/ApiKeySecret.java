package org.roomprint.base.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.base.Digests;

/**
 * The text that whoever holds a key presents: {@code rp_}, the key id, {@code _}, and 256 random
 * bits. Shown once, when it is made, and never stored.
 */
public final class ApiKeySecret {
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 6;
  private static final Pattern FORM = Pattern.compile("rp_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");

  private final String keyId;
  private final String text;

  private ApiKeySecret(String keyId, String text) {
    this.keyId = keyId;
    this.text = text;
  }

  /**
   * A new one.
   *
   * @param random cryptographically strong outside of tests
   */
  public static ApiKeySecret make(RandomGenerator random) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    String keyId = HexFormat.of().formatHex(id);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Arrays.fill(secret, (byte) 0);
    return new ApiKeySecret(keyId, "rp_" + keyId + "_" + encoded);
  }

  /** Reads what somebody presents; empty if it does not have the form of a key. */
  public static Optional<ApiKeySecret> parse(String presented) {
    Matcher matcher = FORM.matcher(presented);
    return matcher.matches()
        ? Optional.of(new ApiKeySecret(matcher.group(1), presented))
        : Optional.empty();
  }

  /** The id of the key, which may be shown. */
  public String keyId() {
    return keyId;
  }

  /** The whole text, to be handed to its holder and to nobody else. */
  public String reveal() {
    return text;
  }

  /** SHA-256 of the whole text, as it is stored; 64 hexadecimal digits. */
  public String hash() {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try {
      return Digests.sha256Hex(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Whether this is the secret with that hash, in a time that does not depend on where they differ.
   */
  public boolean hasHash(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  /** Names the key without its secret. */
  @Override
  public String toString() {
    return "rp_" + keyId + "_…";
  }
}
