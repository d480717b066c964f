package org.roomprint.indexer.evaluating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.image.ContentHash;

/** An operator's own gallery as an evaluation set. */
public final class OwnGallery {
  /** Photos of one hotel that take part: one that has hundreds must not decide alone. */
  private static final int MOST_PER_HOTEL = 20;

  private OwnGallery() {}

  /**
   * Photos of whole hotels, chosen by chance that is the same at every run; empty when no hotel has
   * two photos. Only photos that are searched in take part.
   *
   * @param most photos, at least 2; the last hotel may exceed it
   */
  public static List<EvaluationPhoto> sample(Catalog catalog, int most) {
    List<EvaluationPhoto> sample = new ArrayList<>();
    for (Hotel hotel : hotelsInOrderOfChance(catalog)) {
      if (sample.size() >= most) {
        break;
      }
      List<Photo> photos =
          catalog
              .photos()
              .ofHotel(hotel.hotelId(), Optional.empty(), Page.MAX_LIMIT)
              .items()
              .stream()
              .filter(photo -> photo.provenance().tier() != Tier.UNVERIFIED)
              .sorted(Comparator.comparing(photo -> order(photo.photoId())))
              .limit(MOST_PER_HOTEL)
              .toList();
      if (photos.size() >= 2) {
        photos.forEach(photo ->
            sample.add(
                new EvaluationPhoto(
                    photo.photoId(),
                    hotel.hotelId(),
                    hotel.hotelId() + "/" + photo.room().orElse(""),
                    hotel.chainId(),
                    false,
                    catalog.pictures().fileOf(photo.picture().id()))));
      }
    }
    return sample;
  }

  private static List<Hotel> hotelsInOrderOfChance(Catalog catalog) {
    List<Hotel> hotels = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Hotel> page = catalog.hotels().list(after, Page.MAX_LIMIT);
      Map<String, Long> photos =
          catalog.photos().countByHotel(page.items().stream().map(Hotel::hotelId).toList());
      page.items().stream()
          .filter(hotel -> photos.getOrDefault(hotel.hotelId(), 0L) >= 2)
          .forEach(hotels::add);
      after = page.next();
    } while (after.isPresent());
    hotels.sort(Comparator.comparing(hotel -> order(hotel.hotelId())));
    return hotels;
  }

  private static String order(String id) {
    return ContentHash.of(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex();
  }
}
