package org.roomprint.vectors.index;

import java.nio.file.Path;

/** Where an installation keeps its index. */
public sealed interface IndexLocation {
  /**
   * On this machine.
   *
   * @param path of a folder that holds nothing else
   */
  record Folder(Path path) implements IndexLocation {}
}
