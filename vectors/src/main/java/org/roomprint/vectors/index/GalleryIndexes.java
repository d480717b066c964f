package org.roomprint.vectors.index;

import java.io.IOException;
import java.util.Optional;

/**
 * The door to the index of an installation: what is there, opened for searches by any number of
 * processes, and for writing by one.
 *
 * <p>An index has generations, of which one is current and searched. Which engine keeps them is
 * known to whoever opens the door, and to nobody beyond it.
 */
public interface GalleryIndexes {
  /**
   * What the current generation says of itself, for whoever does not open it; absent when there is
   * none yet.
   *
   * @throws DamagedIndexException when it cannot be read
   */
  Optional<IndexIdentity> current() throws IOException;

  /**
   * Opens the index for searching. There need not be an index yet.
   *
   * @param modelId of the model that queries are embedded with
   * @param dimension of its embeddings
   * @throws IndexModelMismatchException when another model made the index
   * @throws DamagedIndexException when it cannot be read
   */
  GalleryReader read(String modelId, int dimension) throws IOException;

  /**
   * Opens the index for writing; it is made when there is none.
   *
   * @throws IndexInUseException when another process has it open for writing
   */
  IndexGenerations write() throws IOException;
}
