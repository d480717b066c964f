package org.roomprint.inbox;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * A partner's key as it is published: what it is checked with, and not whose it is.
 *
 * @param keyId the part by which it is named
 * @param secretHash SHA-256 of the secret's text, 64 hexadecimal digits
 * @param created when it was made
 * @param expires when it ceases to be valid
 */
public record PartnerKey(
    String keyId, String secretHash, Instant created, Optional<Instant> expires) {
  public PartnerKey {
    Texts.requireId("key id", keyId);
    Texts.requireHex("hash of a key", secretHash, Digests.SHA256_HEX_DIGITS);
  }

  @Override
  public String toString() {
    return "PartnerKey[" + keyId + "]";
  }
}
