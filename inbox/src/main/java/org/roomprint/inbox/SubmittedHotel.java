package org.roomprint.inbox;

import java.util.Optional;
import org.roomprint.base.Texts;

/** The hotel that a submission is about. */
public sealed interface SubmittedHotel {
  /** Longest name of a hotel or town that a stranger may write, in UTF-16 characters. */
  int MAX_NAME_LENGTH = 200;

  /**
   * One of the published list.
   *
   * @param hotelId as in {@link PublicHotel}
   */
  record Known(String hotelId) implements SubmittedHotel {
    public Known {
      Texts.requireId("hotel id", hotelId);
    }
  }

  /**
   * One that the list lacks; what is {@linkplain Texts#visible not seen} in its words is left out.
   *
   * @param name as its sender wrote it
   * @param town where it is
   * @param country ISO 3166-1 alpha-2 in upper case
   */
  record Missing(String name, Optional<String> town, Optional<String> country)
      implements SubmittedHotel {
    public Missing {
      name = Texts.visible(name);
      town = town.map(Texts::visible).filter(text -> !text.isEmpty());
      Texts.requireText("hotel's name", name, MAX_NAME_LENGTH);
      town.ifPresent(text -> Texts.requireText("hotel's town", text, MAX_NAME_LENGTH));
      country.ifPresent(code -> {
        if (!code.matches("[A-Z]{2}")) {
          throw new IllegalArgumentException(
              "A country is a code of ISO 3166-1 alpha-2 in upper case, such as FR");
        }
      });
    }

    /** Without what was written. */
    @Override
    public String toString() {
      return "Missing[]";
    }
  }
}
