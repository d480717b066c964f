package org.roomprint.catalog.files;

import org.roomprint.base.StoreException;

/** A picture file could not be written, read or deleted. */
public class PictureStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A failure of its own. */
  public PictureStoreException(String message) {
    super(message);
  }

  /** A failure that has a cause. */
  public PictureStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
