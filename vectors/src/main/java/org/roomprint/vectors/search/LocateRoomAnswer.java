package org.roomprint.vectors.search;

import java.util.List;

/**
 * Ranked hotels, and what it took to find them.
 *
 * @param hotels best first
 * @param photos every ranked photo, best first: the order that image measures are computed from
 * @param report what was searched and at what cost
 */
public record LocateRoomAnswer(List<HotelHit> hotels, List<PhotoHit> photos, SearchReport report) {
  public LocateRoomAnswer {
    hotels = List.copyOf(hotels);
    photos = List.copyOf(photos);
  }
}
