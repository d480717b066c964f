package org.roomprint.indexer.indexing;

import java.io.IOException;

/** Waits until the index has followed the catalog. */
@FunctionalInterface
public interface CatchUp {
  /** Returns when everything that was written before is in the index, and durable. */
  void catchUp() throws IOException;
}
