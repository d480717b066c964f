package org.roomprint.inbox;

import java.util.List;
import java.util.OptionalDouble;
import org.roomprint.base.Place;

/** The published list of hotels, as the public service reads it. */
public interface HotelList {
  /** Most hotels that one question is answered with. */
  int MAX_FOUND = 20;

  /**
   * A hotel that was found.
   *
   * @param hotel as published
   * @param distanceMetres from the place that was asked for; absent where none was
   */
  record Found(PublicHotel hotel, OptionalDouble distanceMetres) {}

  /**
   * Hotels whose name or town has words that begin with those that were asked for, all of them, in
   * any order; at most {@value #MAX_FOUND}, by name.
   */
  List<Found> named(String words);

  /** The hotels nearest to a place, within 50 km; at most {@value #MAX_FOUND}, nearest first. */
  List<Found> near(Place place);

  /** Whether a hotel is on the list. */
  boolean contains(String hotelId);
}
