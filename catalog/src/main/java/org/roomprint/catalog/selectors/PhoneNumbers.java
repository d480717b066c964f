package org.roomprint.catalog.selectors;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;

/** Phone numbers in the form of E.164, by libphonenumber. */
final class PhoneNumbers {
  /**
   * Where a number is taken to be from that has no country code and whose ad has no country: the
   * ten digits of North America are by far the most frequent such numbers on the sites of ads.
   */
  private static final String USUAL_REGION = "US";

  private static final int DIGITS_WITHOUT_COUNTRY_CODE = 10;
  private static final String UNKNOWN_REGION = "ZZ";
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private PhoneNumbers() {}

  /**
   * The number in E.164, or its digits alone when it is no number of any country, or the text when
   * it has no digits.
   */
  static String read(String text, Optional<String> country) {
    String digits = digits(text);
    boolean international = text.indexOf('+') >= 0 && text.indexOf('+') < firstDigit(text);
    if (international) {
      return valid("+" + digits, UNKNOWN_REGION).orElse("+" + digits);
    }
    return country
        .flatMap(code -> valid(text, code.toUpperCase(Locale.ROOT)))
        .or(() ->
            digits.startsWith("00")
                ? valid("+" + digits.substring(2), UNKNOWN_REGION)
                : Optional.empty())
        .or(() ->
            digits.length() == DIGITS_WITHOUT_COUNTRY_CODE
                ? valid(digits, USUAL_REGION)
                : Optional.empty())
        .or(() -> valid("+" + digits, UNKNOWN_REGION))
        .or(() -> valid(digits, USUAL_REGION))
        .orElse(digits.isEmpty() ? text : digits);
  }

  private static Optional<String> valid(String text, String region) {
    try {
      PhoneNumber number = LIBRARY.parse(text, region);
      number.clearExtension();
      return LIBRARY.isValidNumber(number)
          ? Optional.of(LIBRARY.format(number, PhoneNumberUtil.PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
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
