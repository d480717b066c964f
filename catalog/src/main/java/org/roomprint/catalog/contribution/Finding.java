package org.roomprint.catalog.contribution;

import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * What a check found, with its number.
 *
 * @param kind what it is
 * @param photoId which photo of the contribution; absent when it is about the whole
 * @param number in the unit that the kind names; finite
 * @param related id of the photo, or name of the reason, that the kind speaks of
 */
public record Finding(
    Kind kind, Optional<String> photoId, double number, Optional<String> related) {
  /** What a check can find. */
  public enum Kind {
    /** Not a picture that can be decoded; the photo is dropped. Number: 0. Related: the reason. */
    UNREADABLE(false),
    /** Next to nothing is to be seen on it; the photo is dropped. Number: PDQ quality, 0..100. */
    FEATURELESS(false),
    /** Little is to be seen on it. Number: PDQ quality, 0..100. */
    LITTLE_DETAIL(true),
    /** People were seen and the photo was dropped. Number: share of the picture, 0..1. */
    PEOPLE_REFUSED(false),
    /** People were seen and hidden. Number: share of the picture, 0..1. */
    PEOPLE_HIDDEN(false),
    /** The sender's own device saw people, we do not. Number: share that we see, 0..1. */
    PEOPLE_WARNED(true),
    /** The same file was refused before; the photo is dropped. Number: how often. */
    REFUSED_BEFORE(false),
    /**
     * A picture that the hotel has in the gallery already, and so nothing that speaks for it.
     * Number: bits that differ, 0..256. Related: the known photo.
     */
    KNOWN_PICTURE(false),
    /** A picture that another hotel has. Number: bits that differ. Related: the known photo. */
    PICTURE_OF_OTHER_HOTEL(true),
    /** A room that another hotel has. Number: matching points. Related: the known photo. */
    ROOM_OF_OTHER_HOTEL(true),
    /** The sender was not at the hotel. Number: metres. */
    FAR_FROM_HOTEL(true),
    /**
     * Two places, or two hotels where places are not told, of one sender in too short a time.
     * Number: km/h. Related: the contribution.
     */
    IMPOSSIBLE_TRAVEL(true),
    /**
     * Unlike what is known of the hotel. Number: similarity to the hotel's own rooms, less that to
     * other hotels', -2..2.
     */
    STYLE_OUTLIER(true),
    /** The hotel is not known. Number: 0. */
    NEW_HOTEL(true),
    /** The hotel is no longer known. Number: 0. Related: its id. */
    HOTEL_GONE(true),
    /** The operator refused what this device or network sent before. Number: how often. */
    BAD_HISTORY(true),
    /** More than one device or network gives in a day. Number: its contributions that wait. */
    MANY_AT_ONCE(true),
    /** A partner's send, which the operator accepts or not. Number: photos. */
    PARTNER_SEND(true),
    /** The same room as photos that are trusted. Number: matching points. Related: the photo. */
    AGREES(false);

    private final boolean holds;

    Kind(boolean holds) {
      this.holds = holds;
    }

    /** Whether a contribution of which this was found waits for the operator. */
    public boolean holds() {
      return holds;
    }
  }

  public Finding {
    photoId.ifPresent(id -> Texts.requireId("photo id", id));
    related.ifPresent(id -> Texts.requireId("id that a finding relates to", id));
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("The number of a finding is finite");
    }
  }

  /** About the contribution as a whole. */
  public static Finding of(Kind kind, double number) {
    return new Finding(kind, Optional.empty(), number, Optional.empty());
  }

  /** About one photo. */
  public static Finding of(Kind kind, String photoId, double number) {
    return new Finding(kind, Optional.of(photoId), number, Optional.empty());
  }

  /** About one photo and something else. */
  public static Finding of(Kind kind, String photoId, double number, String related) {
    return new Finding(kind, Optional.of(photoId), number, Optional.of(related));
  }
}
