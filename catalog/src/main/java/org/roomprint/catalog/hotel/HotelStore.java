package org.roomprint.catalog.hotel;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Reads hotels and chains. */
public interface HotelStore {
  /** The hotel with this id. */
  Optional<Hotel> find(String hotelId);

  /** The hotels with these ids, by id; unknown ids are passed over. */
  Map<String, Hotel> findAll(Collection<String> hotelIds);

  /**
   * All hotels by id.
   *
   * @param after where to go on; empty to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<Hotel> list(Optional<Cursor> after, int limit);

  /**
   * Hotels whose name has, for every word of the text, a word that begins with it; by name. Case,
   * accents and punctuation make no difference.
   *
   * @param words at least one letter or digit
   * @param after where to go on; empty to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<Hotel> searchByName(String words, Optional<Cursor> after, int limit);

  /** All chains by id. */
  Page<Chain> listChains(Optional<Cursor> after, int limit);
}
