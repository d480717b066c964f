package org.roomprint.ads.selectors;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text that was read in a picture, made ready for {@link SelectorFinder}.
 *
 * <p>A reader of pictures sees digits better than spaces, and takes the "ll" of "call" for digits;
 * both are mended here, where the words around phone numbers are known.
 */
public final class PictureText {
  private static final Pattern CALL = Pattern.compile("(?i)\\bca[l1|]{1,2}(?=[^\\p{L}]*[0-9(+])");

  /** A line of nothing but a number, however it is divided. */
  private static final Pattern NUMBER_ALONE = Pattern.compile("\\+?[0-9][0-9 ().\\-]*[0-9]");

  /** Where a number is often written with its country code 1, and no plus. */
  private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

  private static final int NORTH_AMERICAN_DIGITS = 11;
  private static final int FEWEST_DIGITS = 9;
  private static final int MOST_DIGITS = 15;

  private PictureText() {}

  /**
   * What the lines of a picture say.
   *
   * @param lines in reading order
   * @param country of the ad or its site, ISO 3166-1 alpha-2
   */
  public static AdText of(List<String> lines, Optional<String> country) {
    return new AdText(
        "",
        lines.stream().map(line -> mended(line, country)).collect(Collectors.joining("\n")),
        country);
  }

  private static String mended(String line, Optional<String> country) {
    String mended = CALL.matcher(line).replaceAll(Matcher.quoteReplacement("Call "));
    if (NUMBER_ALONE.matcher(mended).matches()) {
      String digits = mended.replaceAll("[^0-9]", "");
      if (digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS) {
        boolean isAbroad =
            mended.startsWith("+")
                || (digits.length() == NORTH_AMERICAN_DIGITS
                    && digits.startsWith("1")
                    && country.map(NORTH_AMERICA::contains).orElse(false));
        return isAbroad ? "+" + digits : digits;
      }
    }
    return mended;
  }
}
