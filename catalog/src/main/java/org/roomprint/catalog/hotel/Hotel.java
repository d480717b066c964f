package org.roomprint.catalog.hotel;

import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Countries;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;

/**
 * One property.
 *
 * @param hotelId unique
 * @param name as shown
 * @param chainId of a chain that is in the catalog
 * @param place where it stands
 * @param country ISO 3166-1 alpha-2, upper case
 * @param city as written
 * @param address as written
 * @param source where the record comes from, such as {@code hotels-50k}
 */
public record Hotel(
    String hotelId,
    String name,
    Optional<String> chainId,
    Optional<Place> place,
    Optional<String> country,
    Optional<String> city,
    Optional<String> address,
    String source) {
  /** What a list may say of a hotel beside its name. */
  public enum Detail {
    /** {@link Hotel#chainId()}. */
    CHAIN,
    /** {@link Hotel#place()}. */
    PLACE,
    /** {@link Hotel#country()}. */
    COUNTRY,
    /** {@link Hotel#city()}. */
    CITY,
    /** {@link Hotel#address()}. */
    ADDRESS
  }

  public Hotel {
    Texts.requireId("hotel id", hotelId);
    Texts.requireLabel("hotel name", name);
    chainId.ifPresent(id -> Texts.requireId("chain id", id));
    country.ifPresent(Countries::requireCode);
    Texts.requireLabel("city", city);
    Texts.requireLabel("address", address);
    Texts.requireId("source", source);
  }

  /** A hotel of which only the name is known. */
  public static Hotel of(String hotelId, String name, String source) {
    return new Hotel(
        hotelId,
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        source);
  }

  /**
   * This hotel as a list describes it, with what is known of it where the list does not speak.
   *
   * @param said what the list speaks of: empty there means that there is none
   * @param known the same hotel as it is known
   */
  public Hotel over(Set<Detail> said, Hotel known) {
    return new Hotel(
        hotelId,
        name,
        said.contains(Detail.CHAIN) ? chainId : known.chainId,
        said.contains(Detail.PLACE) ? place : known.place,
        said.contains(Detail.COUNTRY) ? country : known.country,
        said.contains(Detail.CITY) ? city : known.city,
        said.contains(Detail.ADDRESS) ? address : known.address,
        source);
  }
}
