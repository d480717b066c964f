package org.roomprint.indexer.source;

import java.nio.file.Path;

/** A file that a list names. */
public sealed interface ListedFile {
  /**
   * Where it lies, or would lie if it were there.
   *
   * @param file inside the folder of the list
   * @param isOtherwiseSpelt whether the list spells its name otherwise than the disk
   */
  record At(Path file, boolean isOtherwiseSpelt) implements ListedFile {}

  /**
   * It lies within another file: a saved page or an archive of pages.
   *
   * @param name that the page calls it by, such as its address
   * @param content reads it
   */
  record Within(String name, ContainedFile content) implements ListedFile {
    @Override
    public long heldBytes() {
      return content.heldBytes();
    }
  }

  /**
   * It is not to be opened.
   *
   * @param reason stable name
   * @param detail what was wrong and what would be right
   */
  record Refused(String reason, String detail) implements ListedFile {}

  /** Bytes of it that are held in memory already. */
  default long heldBytes() {
    return 0;
  }
}
