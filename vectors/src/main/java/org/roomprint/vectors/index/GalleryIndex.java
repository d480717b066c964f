package org.roomprint.vectors.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;

/**
 * One generation of the index: pictures are put in, replaced and deleted by their id, and found
 * through snapshots.
 *
 * <p>Nothing that was put or deleted is found before {@link #commit}; what was committed survives a
 * crash. Safe to be called from several threads at once.
 */
public interface GalleryIndex extends Closeable {
  /** Which model made it, how many dimensions, which generation. */
  IndexIdentity identity();

  /** Adds pictures; one whose id is there already is replaced. */
  void put(Collection<IndexedPicture> pictures) throws IOException;

  /** Deletes pictures by id; unknown ids are passed over. */
  void delete(Collection<String> pictureIds) throws IOException;

  /** Makes everything so far durable and visible to snapshots opened from now on. */
  void commit() throws IOException;

  /** A view that does not change; to be closed by the caller. */
  GallerySnapshot snapshot() throws IOException;
}
