package org.roomprint.base;

import java.util.Optional;

/**
 * The rules that ids and short texts obey, in one place; breaking one names the rule, not the
 * value.
 */
public final class Texts {
  /** Longest id, in UTF-16 characters. */
  public static final int MAX_ID_LENGTH = 128;

  /** Longest name, label or address, in UTF-16 characters. */
  public static final int MAX_LABEL_LENGTH = 1_000;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Texts() {}

  /**
   * Checks an id: 1 to {@value #MAX_ID_LENGTH} printable ASCII characters without spaces.
   *
   * @param what names the component in the message, such as {@code "hotel id"}
   * @return the value
   */
  public static String requireId(String what, String value) {
    if (value.isEmpty()
        || value.length() > MAX_ID_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "A " + what + " is 1 to " + MAX_ID_LENGTH + " printable ASCII characters without spaces");
    }
    return value;
  }

  /**
   * Checks a label: not blank, at most {@value #MAX_LABEL_LENGTH} characters, no control
   * characters.
   *
   * @return the value
   */
  public static String requireLabel(String what, String value) {
    return requireText(what, value, MAX_LABEL_LENGTH);
  }

  /**
   * Checks a text: not blank, at most {@code maxLength} characters, no control characters.
   *
   * @return the value
   */
  public static String requireText(String what, String value, int maxLength) {
    if (value.isBlank()
        || value.length() > maxLength
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A "
              + what
              + " is 1 to "
              + maxLength
              + " characters, not blank, without control characters");
    }
    return value;
  }

  /**
   * The text as strangers may have it shown: without control characters, without what turns the
   * direction of the text around it, and without what is not seen at all, apart from the two
   * joiners that some scripts write with; at its ends without space.
   */
  public static String visible(String value) {
    StringBuilder seen = new StringBuilder(value.length());
    value
        .codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(Texts::isVisible)
        .forEach(seen::appendCodePoint);
    return seen.toString().strip();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }

  /** Checks a label where there is one. */
  public static void requireLabel(String what, Optional<String> value) {
    value.ifPresent(v -> requireLabel(what, v));
  }

  /** Checks that a value consists of exactly so many lower-case hexadecimal digits. */
  public static String requireHex(String what, String value, int digits) {
    if (value.length() != digits
        || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException(
          "A " + what + " is " + digits + " lower-case hexadecimal digits");
    }
    return value;
  }
}
