package org.roomprint.vectors.index;

import java.io.IOException;

/** The index cannot be read; nothing is lost, since it can be rebuilt from the catalog. */
public final class DamagedIndexException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says which index cannot be read, and to rebuild it.
   *
   * @param index which one, for instance its folder name
   * @param cause what was found
   */
  public DamagedIndexException(String index, Throwable cause) {
    super(
        "Index '"
            + index
            + "' is damaged or unreadable ("
            + cause.getMessage()
            + "). Run 'roomprint reindex' to rebuild it from the catalog.",
        cause);
  }
}
