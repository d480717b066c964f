package org.roomprint.base;

/**
 * A store could not do what it was asked; the message says why and holds ids at most, never
 * personal data.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of its own. */
  public StoreException(String message) {
    super(message);
  }

  /** A failure that has a cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
