package org.roomprint.inbox;

import org.roomprint.base.keys.KeyRefusal;

/** Whether whoever presents a key is a partner. */
public sealed interface PartnerOutcome {
  /**
   * It is one.
   *
   * @param keyId of its key
   */
  record Partner(String keyId) implements PartnerOutcome {}

  /**
   * It is not known to be one.
   *
   * @param reason why
   */
  record Refused(KeyRefusal reason) implements PartnerOutcome {}
}
