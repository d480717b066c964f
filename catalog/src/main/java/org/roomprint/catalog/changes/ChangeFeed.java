package org.roomprint.catalog.changes;

import java.util.List;
import org.roomprint.catalog.paging.Page;

/**
 * Tells whoever derives something from the catalog what to bring up to date.
 *
 * <p>Sequence numbers become visible in their order: once a number has been read, no smaller one
 * appears later. So it is enough to remember the last one. From 0 the feed tells of every picture
 * there is, which is how an index is rebuilt.
 */
public interface ChangeFeed {
  /**
   * The next changes, in order of their sequence.
   *
   * @param sequence the last one that was dealt with; 0 to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   * @return empty when there is nothing newer
   */
  List<CatalogChange> changesSince(long sequence, int limit);

  /** The newest sequence number that has been given; 0 when nothing ever changed. */
  long latestSequence();

  /**
   * What was deleted up to this change is to be taken out of the files of what is derived at once,
   * not only some time later; 0 when nobody asked for that.
   */
  long purgeSequence();

  /** How many pictures have changed since; what {@link #changesSince} will tell in all. */
  long pendingSince(long sequence);
}
