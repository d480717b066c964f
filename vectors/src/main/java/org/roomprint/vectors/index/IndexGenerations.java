package org.roomprint.vectors.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The generations of an index, for the one process that writes.
 *
 * <p>Imports write into the current generation. A re-indexing fills the next one beside it, which
 * is searched from {@link #activate} on, in one step; until then, and after a crash, the current
 * one goes on. What a crash left behind is removed when the index is opened again.
 */
public interface IndexGenerations extends Closeable {
  /** What the current generation says of itself; absent when there is none yet. */
  Optional<IndexIdentity> current() throws IOException;

  /**
   * Opens the current generation for writing; begins the first one when there is none.
   *
   * @throws IndexModelMismatchException when another model made it
   * @throws DamagedIndexException when it cannot be read
   */
  GalleryIndex openCurrent(String modelId, int dimension) throws IOException;

  /**
   * Begins the generation after all others, empty, beside the current one; nobody searches it
   * before {@link #activate}.
   */
  GalleryIndex startNext(String modelId, int dimension) throws IOException;

  /**
   * Makes a generation the one that is searched, with all that was committed to it. Snapshots of
   * the former one stay valid until they are closed; then its files are removed.
   *
   * @param generation begun by {@link #startNext}
   */
  void activate(long generation) throws IOException;

  /** Closes all generations that are open for writing, dropping what was not committed. */
  @Override
  void close() throws IOException;
}
