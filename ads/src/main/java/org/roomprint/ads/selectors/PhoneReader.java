package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.selectors.PhoneNumbers;

/** Reads digits as a phone number of a country; for one ad, with a limit. */
final class PhoneReader {
  /** How many rows of digits of one ad are tried, so that no ad takes long. */
  static final int MOST_TRIES = 5_000;

  /**
   * A phone number.
   *
   * @param e164 as it is written everywhere
   * @param isValid whether its country has such numbers; otherwise only its length fits
   * @param isInternational whether its country code was written
   * @param lacksTrunkPrefix whether people at home write a digit before it that is not there
   * @param isMobile whether it belongs to a mobile phone
   * @param groups how many digits stand together where it is written at home
   */
  record Reading(
      String e164,
      boolean isValid,
      boolean isInternational,
      boolean lacksTrunkPrefix,
      boolean isMobile,
      List<List<Integer>> groups) {
    /** The same with so many digits dialled before the country code. */
    Reading behind(int prefix) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> usual : groups) {
        List<Integer> row = new ArrayList<>(usual);
        row.set(0, row.getFirst() + prefix);
        longer.add(row);
      }
      return new Reading(e164, isValid, isInternational, lacksTrunkPrefix, isMobile, longer);
    }
  }

  private final String region;
  private int tries;

  PhoneReader(Optional<String> country) {
    this.region = PhoneNumbers.regionOf(country);
  }

  boolean hasRegion() {
    return !region.equals(PhoneNumbers.NO_REGION);
  }

  boolean isExhausted() {
    return tries >= MOST_TRIES;
  }

  /** Reads digits that have a plus sign before them. */
  Optional<Reading> international(String digits) {
    return read("+" + digits, PhoneNumbers.NO_REGION, digits, true);
  }

  /** Reads digits as they are dialled at home, or with 00 or 011 before a country code. */
  Optional<Reading> national(String digits) {
    if (digits.startsWith("00") || digits.startsWith("011")) {
      String code = digits.substring(digits.startsWith("00") ? 2 : 3);
      int prefix = digits.length() - code.length();
      Optional<Reading> abroad = international(code).map(reading -> reading.behind(prefix));
      if (abroad.filter(Reading::isValid).isPresent() || !hasRegion()) {
        return abroad;
      }
      Optional<Reading> home = read(digits, region, digits, false);
      return home.isPresent() && (home.get().isValid() || abroad.isEmpty()) ? home : abroad;
    }
    return hasRegion() ? read(digits, region, digits, false) : Optional.empty();
  }

  private Optional<Reading> read(
      String written, String from, String digits, boolean isInternational) {
    if (isExhausted()) {
      return Optional.empty();
    }
    tries++;
    Optional<PhoneNumbers.Read> parsed = PhoneNumbers.parse(written, from);
    return parsed.map(number -> reading(number, digits, isInternational));
  }

  private Reading reading(PhoneNumbers.Read number, String digits, boolean isInternational) {
    String home = number.national();
    String e164 = number.e164();
    String homeDigits = digitsOf(home);
    boolean hasCountryCode =
        isInternational || (e164.substring(1).equals(digits) && !homeDigits.equals(digits));
    List<List<Integer>> groups = new ArrayList<>();
    groups.add(groupsOf(home));
    List<Integer> abroad = groupsOf(number.international());
    groups.add(abroad);
    groups.add(abroad.subList(1, abroad.size()));
    return new Reading(
        e164,
        number.isValid(),
        hasCountryCode,
        !hasCountryCode && lacksTrunkPrefix(digits, homeDigits, groups.getFirst().size()),
        number.isMobile(),
        groups);
  }

  /** Whether the number is written at home with a digit before it that is not there. */
  private boolean lacksTrunkPrefix(String digits, String homeDigits, int homeGroups) {
    boolean isUnformatted = homeGroups == 1;
    String prefix = PhoneNumbers.trunkPrefix(region);
    return homeDigits.length() > digits.length()
        || (isUnformatted && prefix.equals("0") && !digits.startsWith(prefix));
  }

  private static String digitsOf(String written) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  private static List<Integer> groupsOf(String written) {
    List<Integer> groups = new ArrayList<>();
    int digits = 0;
    String row = written + " ";
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (digits > 0) {
        groups.add(digits);
        digits = 0;
      }
    }
    return groups;
  }
}
