package org.roomprint.ads.selectors;

/**
 * A stretch of an ad that stands for digits.
 *
 * @param digits that it stands for, in ASCII
 * @param start its first character in the folded ad
 * @param end behind its last character
 * @param dress how it is written
 * @param isGluedLeft whether letters stand directly before it
 * @param isGluedRight whether letters stand directly behind it
 */
record Numeral(
    String digits, int start, int end, Dress dress, boolean isGluedLeft, boolean isGluedRight) {
  /** How digits are written. */
  enum Dress {
    /** Digits. */
    DIGITS,
    /** Number words, or digits and number words without a space. */
    WORDS,
    /** A number word that is also an everyday word. */
    WEAK_WORD,
    /** Digits and letters that look like digits. */
    LOOK_ALIKE,
    /** Letters alone that look like digits. */
    WEAK_LOOK_ALIKE
  }

  boolean isWeak() {
    return dress == Dress.WEAK_WORD || dress == Dress.WEAK_LOOK_ALIKE;
  }

  boolean isDisguised() {
    return dress != Dress.DIGITS;
  }
}
