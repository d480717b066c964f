package org.roomprint.vectors.describe;

import java.io.IOException;

/** A kept description is not whole; it has to be made again from the picture. */
public final class DamagedDescriptionException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedDescriptionException(String why) {
    super("A kept description cannot be read: " + why);
  }

  DamagedDescriptionException(String why, Throwable cause) {
    super("A kept description cannot be read: " + why, cause);
  }
}
