package org.roomprint.vectors.index;

import java.io.IOException;

/** Another process is writing the index: there is only one writer at a time. */
public final class IndexInUseException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says which index is being written.
   *
   * @param index which one, for instance its folder
   */
  public IndexInUseException(String index) {
    super(
        "Index '"
            + index
            + "' is being written by another process. Wait until that import or reindex has ended,"
            + " or stop it ('roomprint work' goes on until then), and try again.");
  }
}
