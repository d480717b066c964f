package org.roomprint.base;

/**
 * The database or its files cannot be reached, or did not let us write in time; trying again later
 * may help.
 */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A failure to reach what lies below. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
