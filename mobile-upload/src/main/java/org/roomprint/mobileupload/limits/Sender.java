package org.roomprint.mobileupload.limits;

import java.util.Optional;

/**
 * Whoever a request comes from.
 *
 * @param key under which it is counted; not an address
 * @param networkKey under which all clients of its network are counted together; not an address
 * @param network where it comes from, in digits: personal data, told to the inbox only, which
 *     hashes it
 * @param partnerKeyId the id of the partner's key that came with it
 */
public record Sender(
    String key,
    Optional<String> networkKey,
    Optional<String> network,
    Optional<String> partnerKeyId) {
  /** A partner, wherever it sends from. */
  static Sender partner(String keyId) {
    return new Sender("partner:" + keyId, Optional.empty(), Optional.empty(), Optional.of(keyId));
  }

  /** Whether it came with a partner's key. */
  public boolean isPartner() {
    return partnerKeyId.isPresent();
  }

  /** Without its network. */
  @Override
  public String toString() {
    return "Sender[" + key + "]";
  }
}
