package org.roomprint.catalog.audit;

import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

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

  /**
   * The record with this number.
   *
   * @throws UnreadableRecordException when somebody has made it unreadable
   */
  Optional<AuditRecord> find(long number);

  /**
   * The records that a filter leaves, newest first; the cost is that of the page, and of a look
   * into an index at the days that the filter names.
   *
   * @param after the cursor of a page before, of the same filter
   * @param limit records of a page, 1 to {@link Page#MAX_LIMIT}
   * @throws UnreadableRecordException when somebody has made one of them unreadable
   */
  Page<AuditRecord> list(AuditFilter filter, Optional<Cursor> after, int limit);

  /** All records, newest first. */
  default Page<AuditRecord> list(Optional<Cursor> after, int limit) {
    return list(AuditFilter.ALL, after, limit);
  }

  /** The newest record's number and hash, to be noted down elsewhere. */
  AuditHead head();

  /**
   * Reads the whole log and finds the first record that does not follow the one before, or that is
   * not what was noted down; the keys are what the log says that they are.
   *
   * @param noted a head that was noted down earlier; the log must still contain it
   */
  default AuditVerdict verify(Optional<AuditHead> noted) {
    return verify(AuditHead.NONE, noted);
  }

  /**
   * The same from a record on that was verified before; its cost is that of the newer ones.
   *
   * @param since the log must still contain it
   * @param noted a head that was noted down earlier; the log must still contain it
   */
  AuditVerdict verify(AuditHead since, Optional<AuditHead> noted);

  /** Whether the log contains this head, which was noted down earlier; its cost is one look-up. */
  boolean contains(AuditHead noted);

  /** The number of the record with this hash. */
  Optional<Long> numberOf(String hash);

  /**
   * Records that somebody has looked into all that is broken now and lets it stand: it is no longer
   * found. What breaks later is.
   *
   * @param why what they found, in words
   * @return empty if nothing is broken
   */
  Optional<AuditRecord> acknowledge(String why);
}
