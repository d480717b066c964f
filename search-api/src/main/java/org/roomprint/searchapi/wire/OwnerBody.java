package org.roomprint.searchapi.wire;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.hotel.Hotel;

/**
 * What a reader knows the owner of a picture by, on the wire.
 *
 * @param name of the hotel, or the ad's title where it has one
 * @param place town and country of the hotel, or the ad's site
 */
public record OwnerBody(Optional<String> name, Optional<String> place) {
  /** Made from the catalog's record. */
  public static OwnerBody of(Hotel hotel) {
    return new OwnerBody(
        Optional.of(hotel.name()),
        Optional.of(
                Stream.of(hotel.city(), hotel.country())
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", ")))
            .filter(place -> !place.isEmpty()));
  }

  /** Made from the catalog's record. */
  public static OwnerBody of(Ad ad) {
    return new OwnerBody(
        Optional.of(ad.title()).filter(title -> !title.isBlank()), Optional.of(ad.site()));
  }
}
