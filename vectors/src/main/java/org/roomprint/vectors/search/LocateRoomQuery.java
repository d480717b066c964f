package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnMode;

/**
 * In which hotel were these pictures of one room taken?
 *
 * @param images one to eight of the same room
 * @param filter what the gallery is narrowed to
 * @param mode approximate, or exact on request
 * @param verify whether the leading candidates are verified by geometry
 * @param maxHotels hotels in the answer, 1..1000
 */
public record LocateRoomQuery(
    List<QueryImage> images, GalleryFilter filter, KnnMode mode, boolean verify, int maxHotels) {
  /** Most query images of one search. */
  public static final int MAX_IMAGES = 8;

  /** Most hotels of one answer. */
  public static final int MAX_HOTELS = 1000;

  public LocateRoomQuery {
    images = List.copyOf(images);
    if (images.isEmpty() || images.size() > MAX_IMAGES) {
      throw new IllegalArgumentException(
          "A search takes 1 to " + MAX_IMAGES + " query images of one room, not " + images.size());
    }
    if (maxHotels < 1 || maxHotels > MAX_HOTELS) {
      throw new IllegalArgumentException(
          "An answer holds 1 to " + MAX_HOTELS + " hotels, not " + maxHotels);
    }
  }
}
