package org.roomprint.catalog.photo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Reads photos. */
public interface PhotoStore {
  /** The photo with this id. */
  Optional<Photo> find(String photoId);

  /** The photos with these ids, by id; unknown ids are passed over. */
  Map<String, Photo> findAll(Collection<String> photoIds);

  /**
   * Which of these ids were deleted on purpose, so that putting them would be {@link
   * PutOutcome#WITHHELD}.
   */
  Set<String> deletedAmong(Collection<String> photoIds);

  /**
   * The photos of a hotel by room, then by id; those without a room come first.
   *
   * @param after where to go on; empty to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<Photo> ofHotel(String hotelId, Optional<Cursor> after, int limit);

  /** How many photos each of these hotels has; hotels without any are passed over. */
  Map<String, Long> countByHotel(Collection<String> hotelIds);

  /**
   * Photos whose original file has this hash: SHA-256, SHA-1 or MD5, told apart by its length of
   * 64, 40 or 32 lower-case hexadecimal digits; by id, {@value Page#MAX_LIMIT} at most.
   */
  List<Photo> withOriginalHash(String hex);

  /**
   * The photo that is meant by this: its id, or what its source calls it where no other has one of
   * that name.
   */
  Optional<Photo> meantBy(String idOrExternalId);
}
