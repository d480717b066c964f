package org.roomprint.vectors.search;

import java.util.List;

/**
 * A hotel and the photos that speak for it.
 *
 * @param hotelId of the hotel
 * @param evidence strongest of its photos
 * @param score fused over its photos and the query images, larger is better; comparable within one
 *     answer only
 * @param unverifiedOnly whether that evidence is of unverified photos alone: what anybody may have
 *     given
 * @param probability that it is the right hotel, calibrated, 0..1
 * @param photos best first, at least one
 */
public record HotelHit(
    String hotelId,
    EvidenceKind evidence,
    double score,
    boolean unverifiedOnly,
    double probability,
    List<PhotoHit> photos) {
  public HotelHit {
    photos = List.copyOf(photos);
    if (photos.isEmpty()) {
      throw new IllegalArgumentException("A hotel is found by at least one photo");
    }
  }
}
