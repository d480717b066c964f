package org.roomprint.vectors.index;

import java.io.IOException;

/** There is no index yet. */
public final class IndexMissingException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says where no index was found.
   *
   * @param folder looked at
   */
  public IndexMissingException(String folder) {
    super(
        "There is no index in '"
            + folder
            + "' yet. Run 'roomprint import' to fill one, or 'roomprint reindex' to build it from the"
            + " catalog.");
  }
}
