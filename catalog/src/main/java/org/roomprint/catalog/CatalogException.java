package org.roomprint.catalog;

/**
 * The catalog could not do what it was asked; the message says why and holds ids at most, never
 * personal data.
 */
public class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of its own. */
  public CatalogException(String message) {
    super(message);
  }

  /** A failure that has a cause. */
  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
