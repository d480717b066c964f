package org.roomprint.catalog.contribution;

import java.time.YearMonth;
import java.util.Optional;
import org.roomprint.base.Place;

/**
 * How well the gallery knows a hotel.
 *
 * @param hotelId of the hotel
 * @param name as shown
 * @param city where it stands
 * @param country ISO 3166-1 alpha-2
 * @param place where it stands
 * @param photos in the gallery, of any tier
 * @param rooms different rooms among them
 * @param newest month of the newest photo whose day or month is known
 */
public record HotelCoverage(
    String hotelId,
    String name,
    Optional<String> city,
    Optional<String> country,
    Optional<Place> place,
    long photos,
    long rooms,
    Optional<YearMonth> newest) {}
