package org.roomprint.ads.selectors;

/** Characters that are read as others: digits of all kinds, dressed letters, mixed alphabets. */
final class Confusables {
  /** Letters of Cyrillic and Greek with the Latin letter that looks the same. */
  private static final String OTHER_ALPHABETS = "авекмнорстухіјѕԁɡҽԛԝһӏοαερντυικχβ";

  private static final String LATIN = "abekmhopctyxijsdgeqwhloaepvtuikxb";

  private static final int NEGATIVE_CIRCLED_A = 0x1F150;
  private static final int NEGATIVE_SQUARED_A = 0x1F170;
  private static final int LETTERS = 26;
  private static final int LARGE_CIRCLE = 0x2B55;

  /** Where rows of nine begin: circled, in brackets, with a full stop, and the dingbats. */
  private static final int[] ONES = {0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A};

  private static final String ZEROS = "\u24EA\u24FF\uD83C\uDD0B\uD83C\uDD0C\uD83C\uDD00";

  private Confusables() {}

  /** The value of a digit in any script or dress, 0 to 9, or -1. */
  static int digit(int c, int type) {
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      return Character.digit(c, 10);
    }
    if (type == Character.OTHER_NUMBER) {
      return dressedDigit(c);
    }
    return c == LARGE_CIRCLE ? 0 : -1;
  }

  /**
   * Circled and bracketed digits; no fractions, and no superscripts, which are of square metres.
   */
  private static int dressedDigit(int c) {
    for (int one : ONES) {
      if (c >= one && c < one + 9) {
        return c - one + 1;
      }
    }
    return ZEROS.indexOf(Character.toString(c)) >= 0 ? 0 : -1;
  }

  /** The capital that a negative circled or squared letter stands for, or -1. */
  static int dressedLetter(int c) {
    if (c >= NEGATIVE_CIRCLED_A && c < NEGATIVE_CIRCLED_A + LETTERS) {
      return 'A' + c - NEGATIVE_CIRCLED_A;
    }
    if (c >= NEGATIVE_SQUARED_A && c < NEGATIVE_SQUARED_A + LETTERS) {
      return 'A' + c - NEGATIVE_SQUARED_A;
    }
    return -1;
  }

  /** Writes words that mix Latin letters with their doubles of Cyrillic or Greek in Latin. */
  static void unmix(char[] shown, char[] word, int length) {
    int at = 0;
    while (at < length) {
      if (!isNameCharacter(word[at])) {
        at++;
        continue;
      }
      int end = at;
      int latin = 0;
      int doubles = 0;
      int others = 0;
      while (end < length && isNameCharacter(word[end])) {
        char c = word[end];
        if (c >= 'a' && c <= 'z') {
          latin++;
        } else if (OTHER_ALPHABETS.indexOf(c) >= 0) {
          doubles++;
        } else if (Character.isLetter(c)) {
          others++;
        }
        end++;
      }
      if (latin > 0 && doubles > 0 && others == 0) {
        for (int i = at; i < end; i++) {
          int found = OTHER_ALPHABETS.indexOf(word[i]);
          if (found >= 0) {
            boolean isUpper = shown[i] != word[i] && Character.isUpperCase(shown[i]);
            word[i] = LATIN.charAt(found);
            shown[i] = isUpper ? Character.toUpperCase(word[i]) : word[i];
          }
        }
      }
      at = end;
    }
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c);
  }
}
