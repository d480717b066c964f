package org.roomprint.catalog.contribution;

import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * A hotel that the catalog lacks, as a sender wrote it.
 *
 * @param name of the hotel
 * @param town where it is
 * @param country ISO 3166-1 alpha-2
 */
public record NewHotel(String name, Optional<String> town, Optional<String> country) {
  public NewHotel {
    Texts.requireLabel("hotel's name", name);
    Texts.requireLabel("hotel's town", town);
    Texts.requireLabel("hotel's country", country);
  }

  /** Without what was written. */
  @Override
  public String toString() {
    return "NewHotel[]";
  }
}
