package org.roomprint.catalog.files;

import org.roomprint.catalog.picture.PictureId;

/** A picture file no longer has the content that its name promises. */
public final class DamagedPictureException extends PictureStoreException {
  private static final long serialVersionUID = 1L;

  /** The picture whose file is damaged. */
  public DamagedPictureException(PictureId id) {
    super(
        "The file of picture "
            + id
            + " is damaged: its content has another SHA-256. Restore it from a backup, or delete the photo and import it again");
  }
}
