package org.roomprint.catalog.audit;

import java.time.Instant;

/**
 * An entry in the log.
 *
 * @param number counts the records from 1, without gaps
 * @param recordedAt when, to the millisecond
 * @param entry what was recorded
 * @param previousHash hash of the record before; of the first one {@link AuditChain#BEFORE_FIRST}
 * @param hash of this record
 */
public record AuditRecord(
    long number, Instant recordedAt, AuditEntry entry, String previousHash, String hash) {
  /** The head of the log when this was its newest record. */
  public AuditHead head() {
    return new AuditHead(number, hash);
  }
}
