package org.roomprint.vectors.search;

import java.util.List;
import java.util.Optional;

/**
 * Ranked hotels, and what it took to find them.
 *
 * @param hotels one ranking of all, best first: those of which trusted photos prove the place,
 *     those of which unverified ones do, those that only look alike
 * @param notInGallery calibrated probability that the right hotel is not among those ranked, 0..1
 * @param calibrated whether the probabilities were measured for searches like this one: of whole
 *     rooms, verified by geometry; otherwise they only order the hotels
 * @param photos every ranked photo, best first: the order that image measures are computed from
 * @param report what was searched and at what cost
 */
public record LocateRoomAnswer(
    List<HotelHit> hotels,
    double notInGallery,
    boolean calibrated,
    List<PhotoHit> photos,
    SearchReport report) {
  public LocateRoomAnswer {
    hotels = List.copyOf(hotels);
    photos = List.copyOf(photos);
  }

  /**
   * How many hotels from the first on hold the right one with this probability, if they do at all.
   *
   * @param probability 0..1
   */
  public Optional<Integer> hotelsToBeSure(double probability) {
    double sum = 0;
    for (int i = 0; i < hotels.size(); i++) {
      sum += hotels.get(i).probability();
      if (sum >= probability) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
