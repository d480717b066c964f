package org.roomprint.catalog.files;

import org.roomprint.catalog.picture.PictureId;

/** A picture is not in the picture store. */
public final class MissingPictureException extends PictureStoreException {
  private static final long serialVersionUID = 1L;

  /** The picture that is missing. */
  public MissingPictureException(PictureId id) {
    super("Picture " + id + " is not in the picture store: put the file there first");
  }
}
