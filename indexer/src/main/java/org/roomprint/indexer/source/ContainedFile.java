package org.roomprint.indexer.source;

import java.io.IOException;

/** A file that lies within another; may be read by any thread, and more than once. */
public interface ContainedFile {
  /**
   * Its first bytes.
   *
   * @param most so many bytes at most
   * @throws IOException when they cannot be read
   */
  byte[] read(int most) throws IOException;

  /** Bytes that it holds in memory as long as it is there. */
  default long heldBytes() {
    return 0;
  }
}
