package org.roomprint.mobileupload.limits;

import java.util.Optional;

/**
 * Whoever a request comes from.
 *
 * @param key under which it is counted; not an address
 * @param partnerKeyId the id of the partner's key that came with it
 */
public record Sender(String key, Optional<String> partnerKeyId) {
  /** Whether it came with a partner's key. */
  public boolean isPartner() {
    return partnerKeyId.isPresent();
  }
}
