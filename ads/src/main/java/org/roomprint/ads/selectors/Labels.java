package org.roomprint.ads.selectors;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.WordLists;

/** What the words near a number say that it is: {@code labels.txt}. */
final class Labels {
  /** What a word says of the number near it. */
  enum Kind {
    /** It is a phone number. */
    PHONE,
    /** It is a number of something else. */
    DECOY,
    /** It is a number of a phone or of whatever the word before this one says. */
    NUMBER,
    /** It was counted or measured. */
    UNIT,
    /** It goes on behind this word. */
    JOINT,
    /** Nothing. */
    NEUTRAL,
    /** Nothing that is known. */
    NONE
  }

  private static final int FARTHEST_PHONE_WORD = 6;
  private static final int FARTHEST_DECOY_WORD = 3;
  private static final int FARTHEST_CHARACTER = 70;
  private static final int MOST_WORDS_OF_A_LABEL = 3;
  private static final int LONGEST_ABBREVIATION = 6;

  private static final Map<String, Kind> BEFORE = read("phone", "decoy", "number", "neutral");
  private static final Map<String, Kind> UNITS = read("unit");
  private static final Map<String, Kind> JOINTS = read("joint");
  private static final int LONGEST_SIGNS =
      BEFORE.keySet().stream().mapToInt(String::length).max().orElse(0);

  private Labels() {}

  private static Map<String, Kind> read(String... keys) {
    Map<String, Kind> labels = new HashMap<>();
    for (WordLists.Entry entry : WordLists.read(Labels.class, "labels.txt")) {
      if (Arrays.asList(keys).contains(entry.key())) {
        Kind kind = Kind.valueOf(entry.key().toUpperCase(Locale.ROOT));
        for (String word : entry.words()) {
          labels.putIfAbsent(Folding.fold(word), kind);
        }
      }
    }
    return labels;
  }

  /**
   * What the nearest telling word before a place says: {@code PHONE}, {@code DECOY} or {@code
   * NONE}.
   */
  static Kind before(FoldedAd ad, int place) {
    int at = place;
    int counted = 0;
    boolean isLineLeft = false;
    boolean isTitle = false;
    Kind otherwise = Kind.NONE;
    while (at > 0 && place - at < FARTHEST_CHARACTER && counted < FARTHEST_PHONE_WORD) {
      int gapEnd = at;
      while (at > 0 && !FoldedAd.isWordCharacter(ad.word(at - 1))) {
        at--;
        char c = ad.word(at);
        if ((c == '#' || c == '№') && counted == 0) {
          return before(ad, at) == Kind.PHONE ? Kind.PHONE : Kind.DECOY;
        }
        if (c == '☎' || c == '✆' || c == '\uDCDE' || c == '\uDCF1' || c == '\uDCF2') {
          return Kind.PHONE; // the telephone and the mobile phone among emoji
        }
        isLineLeft |= c == '\n' && counted > 0;
        isTitle |= c == FoldedAd.FIELD_BREAK;
      }
      int end = at;
      int start = wordStart(ad, end);
      if (start == end || isLineLeft || (isTitle && counted > 0)) {
        break;
      }
      boolean isSentenceLeft =
          gapEnd - end > 1
              && "。！？!?.;".indexOf(ad.word(end)) >= 0
              && (end - start > LONGEST_ABBREVIATION || "!?".indexOf(ad.word(end)) >= 0)
              && counted + (gapEnd == place ? 0 : 1) > 0;
      if (isSentenceLeft) {
        break;
      }
      Kind said = Kind.NONE;
      String words = ad.word(start, end);
      int from = start;
      for (int count = 1; count <= MOST_WORDS_OF_A_LABEL; count++) {
        Kind kind = kindOf(words, ad);
        if (kind != null && (said == Kind.NONE || kind != Kind.NEUTRAL)) {
          said = kind;
        }
        int earlier = from - 1;
        while (earlier > 0 && " ./-".indexOf(ad.word(earlier - 1)) >= 0 && from - earlier < 3) {
          earlier--;
        }
        int earlierStart = earlier <= 0 ? earlier : wordStart(ad, earlier);
        if (earlier <= 0 || earlierStart == earlier) {
          break;
        }
        words = ad.word(earlierStart, earlier) + " " + words;
        from = earlierStart;
      }
      if (said == Kind.NONE) {
        said = endingOf(ad.word(Math.max(start, end - LONGEST_SIGNS), end));
      }
      if (said == Kind.PHONE || (said == Kind.DECOY && counted < FARTHEST_DECOY_WORD && !isTitle)) {
        return said;
      }
      if (hasDigit(ad, start, end)) {
        break; // what was said before belongs to that number
      }
      if (said == Kind.NUMBER) {
        otherwise = Kind.PHONE;
      }
      counted += said == Kind.NEUTRAL || said == Kind.NUMBER ? 0 : 1;
      at = start;
    }
    return otherwise;
  }

  private static @Nullable Kind kindOf(String words, FoldedAd ad) {
    Kind kind = BEFORE.get(words);
    return kind == null && ad.country().isPresent()
        ? BEFORE.get(words + "/" + ad.country().get().toLowerCase(Locale.ROOT))
        : kind;
  }

  /** Of what is written without spaces, what its end says. */
  private static Kind endingOf(String run) {
    if (run.isEmpty() || isSpaced(run.charAt(run.length() - 1))) {
      return Kind.NONE;
    }
    for (int from = 0; from < run.length(); from++) {
      Kind kind = BEFORE.get(run.substring(from));
      if (kind == Kind.PHONE || kind == Kind.DECOY || kind == Kind.NUMBER) {
        return kind;
      }
    }
    // A label may have a particle behind it, as in 预约打 or โทรได้ที่.
    for (int end = run.length() - 1; end > Math.max(0, run.length() - 5); end--) {
      for (int from = Math.max(0, end - 6); from < end - 1; from++) {
        Kind kind = BEFORE.get(run.substring(from, end));
        if (kind == Kind.PHONE || kind == Kind.DECOY) {
          return kind;
        }
      }
    }
    return Kind.NONE;
  }

  private static boolean isSpaced(char c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> false;
      default -> true;
    };
  }

  private static int wordStart(FoldedAd ad, int end) {
    int start = end;
    while (start > 0
        && end - start < FARTHEST_CHARACTER
        && FoldedAd.isWordCharacter(ad.word(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean hasDigit(FoldedAd ad, int start, int end) {
    for (int at = start; at < end; at++) {
      if (ad.word(at) >= '0' && ad.word(at) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether what follows a place is a unit, a currency or a share of a hundred. */
  static boolean isUnitBehind(FoldedAd ad, int place) {
    int at = place;
    if (at < ad.length() && ad.word(at) == ' ') {
      at++;
    }
    if (at >= ad.length()) {
      return false;
    }
    char c = ad.word(at);
    if (isCurrency(c) || c == '%' || c == '°' || c == '\'' || c == '"' || c == '′' || c == '″') {
      return at == place || (isCurrency(c) && !isAmountBehind(ad, at + 1));
    }
    int end = at;
    while (end < ad.length() && end - at < 14 && FoldedAd.isWordCharacter(ad.word(end))) {
      end++;
    }
    if (end == at) {
      return false;
    }
    String word = ad.word(at, end);
    if (UNITS.containsKey(word)) {
      return true;
    }
    if (!isSpaced(word.charAt(0))) {
      for (int length = 1; length <= Math.min(5, word.length()); length++) {
        if (UNITS.containsKey(word.substring(0, length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAmountBehind(FoldedAd ad, int at) {
    return Character.isDigit(ad.word(at)) || Character.isDigit(ad.word(at + 1));
  }

  /** Whether a word says that a number goes on behind it. */
  static boolean isJoint(String word) {
    return JOINTS.containsKey(word);
  }

  /** Whether one of the next two words says that the number before it is a phone's. */
  static boolean isPhoneBehind(FoldedAd ad, int place) {
    int at = place;
    for (int count = 0; count < 2; count++) {
      while (at < ad.length() && at - place < 30 && " ()[]-–—,.:/".indexOf(ad.word(at)) >= 0) {
        at++;
      }
      int end = at;
      while (end < ad.length() && end - place < 40 && FoldedAd.isWordCharacter(ad.word(end))) {
        end++;
      }
      if (end == at) {
        return false;
      }
      if (of(ad.word(at, end)) == Kind.PHONE) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private static Kind of(String word) {
    @Nullable Kind kind = BEFORE.get(word);
    return kind == null ? Kind.NONE : kind;
  }

  /** Whether a word, perhaps glued to the number, says that it is a phone's. */
  static boolean isPhoneWord(String word) {
    return of(word) == Kind.PHONE;
  }

  static boolean isCurrency(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL && c != '\u00A4';
  }
}
