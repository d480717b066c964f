package org.roomprint.catalog.audit;

import org.roomprint.catalog.Digests;
import org.roomprint.catalog.Texts;

/**
 * The newest record of a log; noted down elsewhere, it shows later that nothing up to it was
 * changed or cut off.
 *
 * @param number of the record; 0 when there is none yet
 * @param hash of the record; {@link AuditChain#BEFORE_FIRST} when there is none yet
 */
public record AuditHead(long number, String hash) {
  public AuditHead {
    if (number < 0) {
      throw new IllegalArgumentException("Records of the audit log are numbered from 1");
    }
    Texts.requireHex("hash of an audit record", hash, Digests.SHA256_HEX_DIGITS);
  }
}
