package org.roomprint.catalog;

/**
 * The database or its files cannot be reached, or did not let us write in time; trying again later
 * may help.
 */
public final class CatalogUnavailableException extends CatalogException {
  private static final long serialVersionUID = 1L;

  /** A failure to reach what lies below. */
  public CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
