package org.roomprint.vectors.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * One generation of the index: pictures are put in, replaced and deleted by their id, and found
 * through snapshots.
 *
 * <p>Nothing that was put or deleted is found before {@link #commit}; what was committed survives a
 * crash, and what was not committed when the index is closed is dropped. When a commit fails, the
 * last one that succeeded stays whole. Safe to be called from several threads at once.
 */
public interface GalleryIndex extends Closeable {
  /** Which model made it, how many dimensions, which generation. */
  IndexIdentity identity();

  /**
   * Adds pictures; one whose id is there already is replaced.
   *
   * @throws IllegalArgumentException when an embedding has another dimension than the index
   */
  void put(Collection<IndexedPicture> pictures) throws IOException;

  /** Deletes pictures by id; unknown ids are passed over. */
  void delete(Collection<String> pictureIds) throws IOException;

  /**
   * Makes everything so far durable and visible to snapshots opened from now on; notes stay as they
   * were.
   */
  default void commit() throws IOException {
    commit(notes());
  }

  /**
   * Makes everything so far durable, and notes of the caller, for instance how far a list has been
   * indexed. After a crash the notes may lag behind the pictures, and are never ahead of them.
   *
   * @param notes replace all earlier notes
   */
  void commit(Map<String, String> notes) throws IOException;

  /** The notes of the last commit; empty when there were none. */
  Map<String, String> notes();

  /**
   * Rearranges the index for faster searches, which may take minutes; changes no answer. Done by
   * the next {@link #commit}.
   */
  default void compact() throws IOException {}

  /**
   * Takes what was deleted or replaced out of the index's files, which costs about as much as
   * writing anew the parts that held it; changes no answer. Done by the next {@link #commit}.
   */
  void purge() throws IOException;

  /**
   * How much the last commit holds.
   *
   * @param entries that are found
   * @param leftovers deleted or replaced, and still in the files
   */
  record Size(long entries, long leftovers) {}

  /** How much the last commit holds. */
  Size size() throws IOException;

  /** A view of the last commit that does not change; to be closed by the caller. */
  GallerySnapshot snapshot() throws IOException;
}
