package org.roomprint.catalog.selectors;

import java.text.Normalizer;

/** Letters without case and accents, so that one word is one text however it was typed. */
public final class Folding {
  /** Signs that are written for an apostrophe. */
  public static final String APOSTROPHES = "'\u2019\u02BC\u2018`\u00B4";

  private Folding() {}

  /** Lower case without accents; one character stays one. */
  public static char fold(char seen) {
    if (seen < 0x80) {
      return seen >= 'A' && seen <= 'Z' ? (char) (seen + 32) : seen;
    }
    char lower = Character.toLowerCase(seen);
    return switch (lower) {
      case 'ı' -> 'i';
      case 'ł' -> 'l';
      case 'ø' -> 'o';
      case 'đ' -> 'd';
      case 'ې', 'ى', 'ی' -> 'ي';
      case 'ک' -> 'ك';
      case '○' -> '〇';
      default -> withoutAccent(lower);
    };
  }

  private static char withoutAccent(char lower) {
    if (lower >= 0xAC00 && lower <= 0xD7A3) {
      return lower; // a syllable of Korean is no letter with an accent
    }
    String parts = Normalizer.normalize(String.valueOf(lower), Normalizer.Form.NFD);
    return parts.length() > 1 && isAccent(parts.charAt(1)) ? parts.charAt(0) : lower;
  }

  private static boolean isAccent(char c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x653 && c <= 0x655) || c == 0x93C;
  }

  /** The same as {@link #fold(char)} for each character, without accents that stand alone. */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (char c : Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray()) {
      if (APOSTROPHES.indexOf(c) < 0
          && !((c >= 0x300 && c <= 0x36F)
              || (c >= 0x64B && c <= 0x65F)
              || (c >= 0x5B0 && c <= 0x5C7))) {
        folded.append(fold(c));
      }
    }
    return folded.toString();
  }
}
