package org.roomprint.inbox;

import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;

/**
 * A hotel as everybody may read it.
 *
 * @param hotelId the catalog's id
 * @param name as it is shown
 * @param town where it is
 * @param country ISO 3166-1 alpha-2
 * @param place rounded to three decimals of a degree, about 100 m, whatever is given
 */
public record PublicHotel(
    String hotelId,
    String name,
    Optional<String> town,
    Optional<String> country,
    Optional<Place> place) {
  private static final double STEPS_PER_DEGREE = 1_000;

  public PublicHotel {
    Texts.requireId("hotel id", hotelId);
    String seen = Texts.visible(name);
    name = seen.isEmpty() ? hotelId : seen;
    town = town.map(Texts::visible).filter(text -> !text.isEmpty());
    Texts.requireLabel("hotel's name", name);
    Texts.requireLabel("hotel's town", town);
    Texts.requireLabel("hotel's country", country);
    place = place.map(exact -> new Place(rounded(exact.latitude()), rounded(exact.longitude())));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
  }
}
