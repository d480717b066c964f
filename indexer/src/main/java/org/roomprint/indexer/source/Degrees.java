package org.roomprint.indexer.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads degrees as people write them: {@code 45.76}, {@code 45,76}, {@code 45.76° N}, {@code
 * 45°45'36" N}.
 */
final class Degrees {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<before>[NSEWO])?\\s*(?<sign>[+-])?\\s*(?<degrees>\\d{1,3}(?:[.,]\\d+)?)\\s*°?"
              + "(?:\\s*(?<minutes>\\d{1,2}(?:[.,]\\d+)?)\\s*['′’]"
              + "(?:\\s*(?<seconds>\\d{1,2}(?:[.,]\\d+)?)\\s*(?:[\"″”]|''|′′))?)?"
              + "\\s*(?<after>[NSEWO])?");
  private static final double PARTS = 60;

  private Degrees() {}

  /**
   * The number of degrees, negative in the south and the west.
   *
   * @param axis {@code latitude} or {@code longitude}
   * @param limit largest number, 90 or 180
   */
  static double of(String axis, double limit, String written) {
    Matcher matcher =
        WRITTEN.matcher(
            written.strip().toUpperCase(Locale.ROOT).replace('\u2212', '-').replace('º', '°'));
    if (!matcher.matches()) {
      throw new BadValue(
          BadValue.INVALID,
          "It holds no number of degrees such as " + (limit > 90 ? "4.83" : "45.76"));
    }
    double value = number(matcher.group("degrees"));
    if (matcher.group("minutes") != null) {
      value += number(matcher.group("minutes")) / PARTS;
    }
    if (matcher.group("seconds") != null) {
      value += number(matcher.group("seconds")) / (PARTS * PARTS);
    }
    String side = matcher.group("after") != null ? matcher.group("after") : matcher.group("before");
    if (side != null && ("NS".contains(side) != axis.equals("latitude") || side.equals("O"))) {
      // O is east for some and west for others
      throw new BadValue(BadValue.INVALID, "It names a direction that is none of a " + axis);
    }
    boolean negative = "-".equals(matcher.group("sign")) != ("S".equals(side) || "W".equals(side));
    if (value > limit) {
      throw new BadValue(
          BadValue.INVALID,
          String.format(Locale.ROOT, "A %s is -%.0f..%.0f degrees", axis, limit, limit));
    }
    return negative ? -value : value;
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(',', '.'));
  }
}
