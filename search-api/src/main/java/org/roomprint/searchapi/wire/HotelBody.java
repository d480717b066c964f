package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.catalog.hotel.Hotel;

/** A hotel on the wire. */
public record HotelBody(
    String hotelId,
    String name,
    Optional<String> chain,
    Optional<String> country,
    Optional<String> city,
    Optional<String> address,
    Optional<Double> latitude,
    Optional<Double> longitude) {
  /** Made from the catalog's record. */
  public static HotelBody of(Hotel hotel) {
    return new HotelBody(
        hotel.hotelId(),
        hotel.name(),
        hotel.chainId(),
        hotel.country(),
        hotel.city(),
        hotel.address(),
        hotel.place().map(Place::latitude),
        hotel.place().map(Place::longitude));
  }

  /** A page of hotels. */
  public record PageBody(List<HotelBody> hotels, Optional<String> nextCursor) {
    public PageBody {
      hotels = List.copyOf(hotels);
    }
  }
}
