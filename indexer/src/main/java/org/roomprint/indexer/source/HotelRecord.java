package org.roomprint.indexer.source;

import java.util.Optional;
import org.roomprint.catalog.Chain;
import org.roomprint.catalog.Hotel;

/**
 * A hotel that a source offers.
 *
 * @param hotel as it is to be kept
 * @param chain its chain, to be kept before it
 */
public record HotelRecord(Hotel hotel, Optional<Chain> chain) {}
