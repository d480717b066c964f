package org.roomprint.vectors.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The searching side of an index: gives snapshots of the newest commit of the current generation,
 * while another process may be writing. Safe to be called from several threads at once.
 */
public interface GalleryReader extends Closeable {
  /**
   * A view of the newest commit; to be closed by the caller.
   *
   * @throws IndexMissingException when nothing was ever indexed
   * @throws IndexModelMismatchException when an index of another model has taken its place
   */
  GallerySnapshot snapshot() throws IOException;

  /**
   * A view of the newest commit that was seen, without a look for a newer one; to be closed by the
   * caller. It can be had while an index of another model has taken the place of this one's.
   */
  Optional<GallerySnapshot> lastSnapshot();

  /** What the index that is searched says of itself; absent before the first import. */
  Optional<IndexIdentity> identity();

  /**
   * Looks for a newer commit or generation and makes it ready for searches.
   *
   * @return whether there was one
   * @throws IndexMissingException when nothing was ever indexed
   */
  boolean refresh() throws IOException;
}
