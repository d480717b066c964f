package org.roomprint.vectors.index;

import java.time.LocalDate;
import java.util.Optional;
import org.roomprint.vectors.describe.PictureDescription;

/**
 * A picture as the index keeps it: what it looks like and what a search may be narrowed by.
 *
 * @param pictureId the catalog's id of the photo or ad image; unique in the index
 * @param kind gallery photo or ad image
 * @param ownerId hotel id of a gallery photo, ad id of an ad image
 * @param room room or unit within the hotel
 * @param chain chain id
 * @param country ISO 3166-1 alpha-2, upper case
 * @param place of the hotel or ad
 * @param taken day on which the photo was taken or the ad posted
 * @param description what the pixels gave
 */
public record IndexedPicture(
    String pictureId,
    PictureKind kind,
    String ownerId,
    Optional<String> room,
    Optional<String> chain,
    Optional<String> country,
    Optional<GeoPoint> place,
    Optional<LocalDate> taken,
    PictureDescription description) {
  public IndexedPicture {
    if (pictureId.isBlank() || ownerId.isBlank()) {
      throw new IllegalArgumentException("A picture and its owner have an id");
    }
  }
}
