package org.roomprint.searchapi.wire;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.catalog.contribution.HotelCoverage;

/** How well hotels are known, least known first. */
public record CoverageBody(List<HotelBody> hotels, Optional<String> nextCursor) {
  public CoverageBody {
    hotels = List.copyOf(hotels);
  }

  /** How well one hotel is known; nothing about who searched for what. */
  public record HotelBody(
      String hotelId,
      String name,
      Optional<String> city,
      Optional<String> country,
      Optional<Double> latitude,
      Optional<Double> longitude,
      long photos,
      long rooms,
      Optional<String> newestMonth) {
    /** Made from the catalog's record. */
    public static HotelBody of(HotelCoverage hotel) {
      return new HotelBody(
          hotel.hotelId(),
          hotel.name(),
          hotel.city(),
          hotel.country(),
          hotel.place().map(Place::latitude),
          hotel.place().map(Place::longitude),
          hotel.photos(),
          hotel.rooms(),
          hotel.newest().map(YearMonth::toString));
    }
  }
}
