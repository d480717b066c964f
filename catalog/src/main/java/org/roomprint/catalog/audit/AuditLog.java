package org.roomprint.catalog.audit;

import java.util.Optional;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.CaseReference;

/**
 * The append-only record of what was asked and answered. Safe to be called from several threads and
 * processes.
 */
public interface AuditLog {
  /**
   * Records a request; durable when this returns. To be called before the answer is sent: if it
   * throws, there is no answer.
   */
  AuditRecord append(AuditEntry entry);

  /** The record with this number. */
  Optional<AuditRecord> find(long number);

  /** All records, newest first. */
  Page<AuditRecord> list(Optional<Cursor> after, int limit);

  /** The records of a case, newest first. */
  Page<AuditRecord> ofCase(CaseReference reference, Optional<Cursor> after, int limit);

  /** The newest record's number and hash, to be noted down elsewhere. */
  AuditHead head();

  /**
   * Reads the whole log and finds the first record that does not follow the one before.
   *
   * @param noted a head that was noted down earlier; the log must still contain it
   */
  AuditVerdict verify(Optional<AuditHead> noted);
}
