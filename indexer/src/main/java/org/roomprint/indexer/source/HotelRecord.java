package org.roomprint.indexer.source;

import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;

/**
 * A hotel that a source offers.
 *
 * @param hotel as the source describes it
 * @param chain its chain, which may not be in the catalog yet
 * @param said what the source speaks of: the rest stays as it is known
 */
public record HotelRecord(Hotel hotel, Optional<Chain> chain, Set<Hotel.Detail> said) {
  public HotelRecord {
    said = Set.copyOf(said);
  }
}
