package org.roomprint.catalog.audit;

import org.roomprint.base.StoreException;

/** A record of the audit log was changed into something that is none. */
public final class UnreadableRecordException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** The record with this number. */
  public UnreadableRecordException(long number, Throwable cause) {
    super(
        "Record "
            + number
            + " of the audit log can no longer be read: somebody has changed it; see roomprint audit"
            + " verify",
        cause);
  }
}
