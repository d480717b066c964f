package org.roomprint.ads.selectors;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.FoundSelector;

/**
 * An ad's title and text as one row of characters in which look-alikes of form are one: fullwidth,
 * circled and mathematical letters and digits are plain ones, the digits of all scripts are those
 * of ASCII, what cannot be seen is gone, and so are tags that only change the look of letters.
 *
 * <p>Two rows of equal length: {@link #shown} as one sees it, {@link #word} in lower case and
 * without accents. Every character knows where it came from.
 */
final class FoldedAd {
  /** Stands between title and text: a line break that no text holds itself. */
  static final char FIELD_BREAK = '\u2029';

  private static final Pattern MARKUP =
      Pattern.compile(
          "</?(?:b|i|u|s|em|strong|span|font|small|big|sup|sub|mark|wbr)(?:\\s[^<>]{0,200})?/?>"
              + "|<(?:br|/?p|/?div|/?li|/?td|/?tr)(?:\\s[^<>]{0,200})?/?>"
              + "|&(?:#(\\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(amp|nbsp|lt|gt|quot|commat|period|shy));",
          Pattern.CASE_INSENSITIVE);
  private static final int COMBINING_KEYCAP = 0x20E3;

  private final AdText ad;
  private final boolean[] styled;
  private final boolean[] foreign;
  private final int[] sourceStart;
  private final int[] sourceEnd;
  private final char[] shown;
  private final char[] word;
  private final boolean[] taken;

  private FoldedAd(AdText ad, Builder made) {
    this.ad = ad;
    this.shown = Arrays.copyOf(made.shown, made.length);
    this.word = Arrays.copyOf(made.word, made.length);
    this.sourceStart = Arrays.copyOf(made.sourceStart, made.length);
    this.sourceEnd = Arrays.copyOf(made.sourceEnd, made.length);
    this.styled = Arrays.copyOf(made.styled, made.length);
    this.foreign = Arrays.copyOf(made.foreign, made.length);
    this.taken = new boolean[made.length];
  }

  static FoldedAd of(AdText ad) {
    int room = Math.max(0, AdText.MAX_LENGTH - ad.title().length());
    String title = ad.title().substring(0, Math.min(ad.title().length(), AdText.MAX_LENGTH));
    String text = ad.text().substring(0, Math.min(ad.text().length(), room));
    Builder made = new Builder(title.length() + text.length() + 1);
    made.read(title, 0);
    if (!title.isEmpty() && !text.isEmpty()) {
      made.put(FIELD_BREAK, FIELD_BREAK, title.length(), title.length(), false, false);
    }
    made.read(text, title.length());
    Confusables.unmix(made.shown, made.word, made.length);
    return new FoldedAd(ad, made);
  }

  Optional<String> country() {
    return ad.country();
  }

  int length() {
    return shown.length;
  }

  /** The character as one sees it. */
  char shown(int at) {
    return shown[at];
  }

  /** The character in lower case and without accents; a space outside of the text. */
  char word(int at) {
    return at < 0 || at >= word.length ? ' ' : word[at];
  }

  String shown() {
    return new String(shown);
  }

  String word() {
    return new String(word);
  }

  String shown(int from, int to) {
    return new String(shown, from, to - from);
  }

  String word(int from, int to) {
    return new String(word, from, to - from);
  }

  /** Whether any character between was a circled, boxed or otherwise dressed up digit or letter. */
  boolean isStyled(int from, int to) {
    return any(styled, from, to);
  }

  /** Whether any character between was a digit of another script than Latin. */
  boolean isForeign(int from, int to) {
    return any(foreign, from, to);
  }

  /** Says that what lies between belongs to a selector or to something that is none. */
  void take(int from, int to) {
    Arrays.fill(taken, from, to, true);
  }

  boolean isTaken(int at) {
    return taken[at];
  }

  boolean isTaken(int from, int to) {
    return any(taken, from, to);
  }

  /** Where the characters between stand in title and text. */
  List<FoundSelector.Stretch> where(int start, int end) {
    int first = sourceStart[start];
    int last = sourceEnd[end - 1];
    int titleLength = Math.min(ad.title().length(), AdText.MAX_LENGTH);
    List<FoundSelector.Stretch> where = new ArrayList<>();
    if (first < titleLength) {
      where.add(
          new FoundSelector.Stretch(FoundSelector.Field.TITLE, first, Math.min(last, titleLength)));
    }
    if (last > titleLength) {
      where.add(
          new FoundSelector.Stretch(
              FoundSelector.Field.TEXT, Math.max(first - titleLength, 0), last - titleLength));
    }
    return where;
  }

  static boolean isWordCharacter(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.NON_SPACING_MARK;
  }

  private static boolean any(boolean[] marks, int start, int end) {
    for (int at = start; at < end; at++) {
      if (marks[at]) {
        return true;
      }
    }
    return false;
  }

  /** The two rows while they grow. */
  private static final class Builder {
    private char[] shown;
    private char[] word;
    private int[] sourceStart;
    private int[] sourceEnd;
    private boolean[] styled;
    private boolean[] foreign;
    private int length;

    Builder(int room) {
      shown = new char[room];
      word = new char[room];
      sourceStart = new int[room];
      sourceEnd = new int[room];
      styled = new boolean[room];
      foreign = new boolean[room];
    }

    void put(char seen, char folded, int start, int end, boolean isStyled, boolean isForeign) {
      if (length == shown.length) {
        int more = length * 2 + 16;
        shown = Arrays.copyOf(shown, more);
        word = Arrays.copyOf(word, more);
        sourceStart = Arrays.copyOf(sourceStart, more);
        sourceEnd = Arrays.copyOf(sourceEnd, more);
        styled = Arrays.copyOf(styled, more);
        foreign = Arrays.copyOf(foreign, more);
      }
      shown[length] = seen;
      word[length] = folded;
      sourceStart[length] = start;
      sourceEnd[length] = end;
      styled[length] = isStyled;
      foreign[length] = isForeign;
      length++;
    }

    void read(String text, int offset) {
      Matcher markup = MARKUP.matcher(text);
      int nextMarkup = nextMarkup(markup, text, 0);
      int at = 0;
      while (at < text.length()) {
        if (at == nextMarkup) {
          readMarkup(markup, offset);
          at = markup.end();
          nextMarkup = nextMarkup(markup, text, at);
          continue;
        }
        int c = text.codePointAt(at);
        int end = at + Character.charCount(c);
        if (isApostropheInCyrillic(text, at)) {
          at = end;
          continue;
        }
        readCharacter(c, offset + at, offset + end);
        at = end;
      }
    }

    private static int nextMarkup(Matcher markup, String text, int at) {
      return markup.find(at) ? markup.start() : text.length() + 1;
    }

    private void readMarkup(Matcher markup, int offset) {
      int start = offset + markup.start();
      int end = offset + markup.end();
      String tag = markup.group();
      if (tag.startsWith("<")) {
        boolean isLine = tag.toLowerCase(Locale.ROOT).matches("</?(?:br|p|div|li|td|tr)\\b.*");
        if (isLine) {
          put('\n', '\n', start, end, false, false);
        }
        return;
      }
      int c = -1;
      if (markup.group(1) != null) {
        c = Integer.parseInt(markup.group(1));
      } else if (markup.group(2) != null) {
        c = Integer.parseInt(markup.group(2), 16);
      } else {
        c =
            switch (markup.group(3).toLowerCase(Locale.ROOT)) {
              case "amp" -> '&';
              case "lt" -> '<';
              case "gt" -> '>';
              case "quot" -> '"';
              case "commat" -> '@';
              case "period" -> '.';
              case "shy" -> 0xAD;
              default -> ' ';
            };
      }
      if (c > 0 && c <= Character.MAX_CODE_POINT) {
        readCharacter(c, start, end);
      }
    }

    private void readCharacter(int c, int start, int end) {
      if (c < 0x80) {
        put((char) c, c >= 'A' && c <= 'Z' ? (char) (c + 32) : (char) c, start, end, false, false);
        return;
      }
      int type = Character.getType(c);
      if (isUnseen(c, type)) {
        if (c == COMBINING_KEYCAP && length > 0) {
          styled[length - 1] = true;
        }
        return;
      }
      int digit = Confusables.digit(c, type);
      if (digit >= 0) {
        char plain = (char) ('0' + digit);
        boolean isDressed = type != Character.DECIMAL_DIGIT_NUMBER || c > 0xFFFF;
        put(plain, plain, start, end, isDressed, !isDressed && (c < 0xFF10 || c > 0xFF19));
        return;
      }
      int plainLetter = Confusables.dressedLetter(c);
      if (plainLetter > 0) {
        char lower = Character.toLowerCase((char) plainLetter);
        put((char) plainLetter, lower, start, end, true, false);
        return;
      }
      if (type == Character.OTHER_NUMBER) {
        put('\u00A4', '\u00A4', start, end, false, false); // a fraction or a circled 12
        return;
      }
      String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      boolean isDressed = c > 0xFFFF && plain.length() == 1;
      for (int i = 0; i < plain.length(); i++) {
        char seen = plain.charAt(i);
        put(seen, Folding.fold(seen), start, end, isDressed, false);
      }
    }

    /** As in пʼять, which many write with another sign or without. */
    private static boolean isApostropheInCyrillic(String text, int at) {
      return Folding.APOSTROPHES.indexOf(text.charAt(at)) >= 0
          && at > 0
          && at + 1 < text.length()
          && isCyrillic(text.charAt(at - 1))
          && isCyrillic(text.charAt(at + 1));
    }

    private static boolean isCyrillic(char c) {
      return Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
    }

    private static boolean isUnseen(int c, int type) {
      return type == Character.FORMAT
          || c == COMBINING_KEYCAP
          || (c >= 0x300 && c <= 0x36F) // accents that stand alone, lines through letters
          || (c >= 0x64B && c <= 0x65F) // vowel signs of Arabic
          || c == 0x640 // and its lengthening
          || (c >= 0x5B0 && c <= 0x5C7) // vowel signs of Hebrew
          || (c >= 0xFE00 && c <= 0xFE0F)
          || (c >= 0x1F3FB && c <= 0x1F3FF) // tones of emoji
          || c == 0x115F
          || c == 0x1160
          || c == 0x3164
          || c == 0x2800;
    }
  }
}
