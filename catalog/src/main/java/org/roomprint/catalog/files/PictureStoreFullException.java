package org.roomprint.catalog.files;

/** The disk of the picture store is full; nothing of the picture was kept. */
public final class PictureStoreFullException extends PictureStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * No room for a picture.
   *
   * @param bytes that were to be written
   */
  public PictureStoreFullException(long bytes, Throwable cause) {
    super(
        "The disk of the picture store has no room for "
            + bytes
            + " bytes more: make room or move the store, then run the same again",
        cause);
  }
}
