package org.roomprint.catalog.selectors;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Phone numbers in the form of E.164, without an extension: the one class that sees libphonenumber,
 * so that a number is the same text whoever read it.
 */
public final class PhoneNumbers {
  /** The region of a number that says its country itself. */
  public static final String NO_REGION = "ZZ";

  /**
   * Where a number is taken to be from that has no country code and whose ad has no country: the
   * ten digits of North America are by far the most frequent such numbers on the sites of ads.
   */
  private static final String USUAL_REGION = "US";

  private static final int DIGITS_WITHOUT_COUNTRY_CODE = 10;
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private PhoneNumbers() {}

  /**
   * A number that has the length of one in its country.
   *
   * @param e164 as it is written everywhere
   * @param isValid whether its country has such numbers; otherwise only its length fits
   * @param isMobile whether it belongs, or may belong, to a mobile phone
   * @param national as it is written at home
   * @param international as it is written abroad
   */
  public record Read(
      String e164, boolean isValid, boolean isMobile, String national, String international) {}

  /**
   * The region of numbers without a country code, for {@link #parse}.
   *
   * @param country ISO 3166-1 alpha-2, in either case
   * @return {@link #NO_REGION} where the country is not known
   */
  public static String regionOf(Optional<String> country) {
    String code = country.map(written -> written.toUpperCase(Locale.ROOT)).orElse(NO_REGION);
    return LIBRARY.getSupportedRegions().contains(code) ? code : NO_REGION;
  }

  /** What is dialled at home before the number, such as 0; empty where nothing is. */
  public static String trunkPrefix(String region) {
    return Optional.ofNullable(LIBRARY.getNddPrefixForRegion(region, true)).orElse("");
  }

  /**
   * Reads a text as one number.
   *
   * @param region by {@link #regionOf}
   * @return empty when no number of the region can be meant
   */
  public static Optional<Read> parse(String text, String region) {
    PhoneNumber number;
    try {
      number = LIBRARY.parse(text, region);
    } catch (NumberParseException e) {
      return Optional.empty();
    }
    number.clearExtension();
    boolean isValid = LIBRARY.isValidNumber(number);
    if (!isValid && LIBRARY.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
      return Optional.empty();
    }
    PhoneNumberType type = isValid ? LIBRARY.getNumberType(number) : PhoneNumberType.UNKNOWN;
    return Optional.of(
        new Read(
            e164(number),
            isValid,
            type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE,
            LIBRARY.format(number, PhoneNumberFormat.NATIONAL),
            LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL)));
  }

  /**
   * The valid numbers that libphonenumber finds in a text by itself, in E.164.
   *
   * @param mostTries rows of digits that are tried
   */
  public static Set<String> foundByLibrary(String text, Optional<String> country, long mostTries) {
    Set<String> phones = new LinkedHashSet<>();
    for (PhoneNumberMatch match :
        LIBRARY.findNumbers(text, regionOf(country), Leniency.VALID, mostTries)) {
      phones.add(e164(match.number()));
    }
    return phones;
  }

  private static String e164(PhoneNumber number) {
    return LIBRARY.format(number, PhoneNumberFormat.E164);
  }

  /**
   * The number in E.164, or its digits alone when it is no number of any country, or the text when
   * it has no digits.
   */
  static String normalForm(String text, Optional<String> country) {
    String digits = digits(text);
    boolean international = text.indexOf('+') >= 0 && text.indexOf('+') < firstDigit(text);
    if (international) {
      return valid("+" + digits, NO_REGION).orElse(digits.isEmpty() ? text : "+" + digits);
    }
    return country
        .flatMap(code -> valid(text, code.toUpperCase(Locale.ROOT)))
        .or(() ->
            digits.startsWith("00")
                ? valid("+" + digits.substring(2), NO_REGION)
                : Optional.empty())
        .or(() ->
            digits.length() == DIGITS_WITHOUT_COUNTRY_CODE
                ? valid(digits, USUAL_REGION)
                : Optional.empty())
        .or(() -> valid("+" + digits, NO_REGION))
        .or(() -> valid(digits, USUAL_REGION))
        .orElse(digits.isEmpty() ? text : digits);
  }

  private static Optional<String> valid(String text, String region) {
    return parse(text, region).filter(Read::isValid).map(Read::e164);
  }

  /** The decimal digits of any script, as those of ASCII. */
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.codePoints()
        .map(Character::getNumericValue)
        .filter(value -> value >= 0 && value <= 9)
        .forEach(digits::append);
    return digits.toString();
  }

  private static int firstDigit(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isDigit(text.charAt(at))) {
        return at;
      }
    }
    return text.length();
  }
}
