package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roomprint.ads.selectors.NumberWords.Meaning;
import org.roomprint.ads.selectors.Numeral.Dress;

/**
 * Finds what stands for digits in an ad: digits, number words, look-alikes, and all of them mixed.
 */
final class Numerals {
  /** Longest word or glued run of words that is taken apart, in characters. */
  private static final int LONGEST_RUN = 240;

  private static final int MOST_WORDS_OF_A_PHRASE = 6;
  private static final int LEAST_SPACED_LETTERS = 3;
  private static final int LONGEST_DIGITS = 40;

  /** Letters that look like digits, and the digits. */
  private static final String LOOK_ALIKES = "OoQDIilZzESsbGTBgqОоΟοЗзбБІіӀЧчВ";

  private static final String LOOK_ALIKE_DIGITS = "00001112235566789900003366111448";

  /** Those that stand for digits even where a group has no digit. */
  private static final String STRONG_LOOK_ALIKES = "OoIlSZBОοΟЗ";

  private final FoldedAd ad;
  private final NumberWords words;
  private final List<Numeral> found = new ArrayList<>();

  /** What each of them says, in the same order. */
  private final List<Meaning> meanings = new ArrayList<>();

  private final GluedWords glued;

  private Numerals(FoldedAd ad, NumberWords words) {
    this.ad = ad;
    this.words = words;
    this.glued = new GluedWords(words);
  }

  static List<Numeral> in(FoldedAd ad, NumberWords words) {
    Numerals numerals = new Numerals(ad, words);
    numerals.scan();
    return numerals.joined();
  }

  private void scan() {
    int at = 0;
    while (at < ad.length()) {
      if (ad.isTaken(at) || !FoldedAd.isWordCharacter(ad.word(at))) {
        at++;
        continue;
      }
      int end = runEnd(at);
      int spacedEnd = spacedLettersEnd(at, end);
      if (spacedEnd > end) {
        readSpaced(at, spacedEnd);
        at = spacedEnd;
      } else {
        at = readRun(at, end);
      }
    }
  }

  private int runEnd(int at) {
    int end = at;
    while (end < ad.length() && !ad.isTaken(end) && FoldedAd.isWordCharacter(ad.word(end))) {
      end++;
    }
    return end;
  }

  /** Where a row of single letters ends that are set apart by the same character. */
  private int spacedLettersEnd(int at, int end) {
    if (end - at != 1 || !Character.isLetter(ad.word(at)) || end + 1 >= ad.length()) {
      return end;
    }
    char between = ad.word(end);
    int letters = 1;
    int last = end;
    while (last + 1 < ad.length()
        && ad.word(last) == between
        && " .-_*·~|/".indexOf(between) >= 0
        && !ad.isTaken(last + 1)
        && Character.isLetter(ad.word(last + 1))
        && !FoldedAd.isWordCharacter(ad.word(last + 2))) {
      letters++;
      last += 2;
    }
    return letters >= LEAST_SPACED_LETTERS ? last : end;
  }

  private void readSpaced(int start, int end) {
    StringBuilder letters = new StringBuilder();
    for (int at = start; at < end; at += 2) {
      letters.append(ad.word(at));
    }
    if (letters.length() > LONGEST_RUN) {
      return;
    }
    boolean areAllLookAlikes = true;
    for (int at = start; at < end; at += 2) {
      areAllLookAlikes &= STRONG_LOOK_ALIKES.indexOf(ad.shown(at)) >= 0;
    }
    if (areAllLookAlikes) {
      for (int at = start; at < end; at += 2) {
        readRun(at, at + 1);
      }
      return;
    }
    for (GluedWords.Part part : glued.read(letters.toString())) {
      if (part.isNumber()) {
        add(
            part.meaning(),
            start + 2 * part.start(),
            start + 2 * part.end() - 1,
            part.meaning().isWeak() ? Dress.WEAK_WORD : Dress.WORDS,
            false,
            false);
      }
    }
  }

  /** Reads one word, or a phrase that begins with it; returns where to go on. */
  private int readRun(int start, int end) {
    int phraseEnd = readPhrase(start, end);
    if (phraseEnd > start) {
      return phraseEnd;
    }
    if (end - start > LONGEST_RUN) {
      readDigitsAlone(start, end);
      return end;
    }
    if (isDigits(start, end)) {
      add(null, start, end, Dress.DIGITS, false, false);
      return end;
    }
    if (digitsBetween(start, end) > 0 && isLookAlike(start, end)) {
      addLookAlike(start, end, Dress.LOOK_ALIKE); // rather than "7oo" for "too"
      return end;
    }
    List<GluedWords.Part> parts = glued.read(ad.word(start, end));
    boolean isWhole = !parts.isEmpty() && parts.stream().allMatch(GluedWords.Part::isNumber);
    if (!isWhole && isLookAlike(start, end)) {
      addLookAlike(start, end, Dress.WEAK_LOOK_ALIKE);
      return end;
    }
    boolean hasWords =
        parts.stream()
            .anyMatch(part -> part.isNumber() && !part.isDigits() && !part.meaning().isWeak());
    for (GluedWords.Part part : parts) {
      if (part.isNumber()) {
        boolean isLeft = part.start() > 0 && !isWhole && isLetterBefore(parts, part);
        boolean isRight = part.end() < end - start && !isWhole && isLetterBehind(parts, part);
        Dress dress =
            part.isDigits() && !isWhole
                ? Dress.DIGITS
                : part.isDigits() || (hasWords && parts.size() > 1)
                    ? Dress.WORDS
                    : part.meaning().isWeak() && parts.size() == 1 ? Dress.WEAK_WORD : Dress.WORDS;
        add(part.meaning(), start + part.start(), start + part.end(), dress, isLeft, isRight);
      }
    }
    return end;
  }

  private static boolean isLetterBefore(List<GluedWords.Part> parts, GluedWords.Part part) {
    return parts.stream().anyMatch(other -> !other.isNumber() && other.end() == part.start());
  }

  private static boolean isLetterBehind(List<GluedWords.Part> parts, GluedWords.Part part) {
    return parts.stream().anyMatch(other -> !other.isNumber() && other.start() == part.end());
  }

  private int readPhrase(int start, int end) {
    String phrase = ad.word(start, end);
    Meaning best = words.phrase(phrase);
    int bestEnd = best == null ? start : end;
    int last = end;
    int count = 1;
    while (count < MOST_WORDS_OF_A_PHRASE
        && words.isBeginning(phrase)
        && last + 1 < ad.length()
        && (ad.word(last) == ' ' || ad.word(last) == '-' || ad.word(last) == '\u00A0')
        && !ad.isTaken(last + 1)) {
      int next = runEnd(last + 1);
      if (next == last + 1) {
        break;
      }
      phrase = phrase + " " + ad.word(last + 1, next);
      last = next;
      count++;
      Meaning longer = words.phrase(phrase);
      if (longer != null) {
        best = longer;
        bestEnd = last;
      }
    }
    if (best == null) {
      return start;
    }
    add(best, start, bestEnd, best.isWeak() ? Dress.WEAK_WORD : Dress.WORDS, false, false);
    return bestEnd;
  }

  private void readDigitsAlone(int start, int end) {
    int at = start;
    while (at < end) {
      int last = at;
      while (last < end && isDigit(ad.word(last))) {
        last++;
      }
      if (last > at) {
        add(null, at, last, Dress.DIGITS, at > start, last < end);
      }
      at = Math.max(last, at + 1);
    }
  }

  private void addLookAlike(int start, int end, Dress dress) {
    StringBuilder digits = new StringBuilder();
    for (int at = start; at < end; at++) {
      char c = ad.shown(at);
      digits.append(isDigit(c) ? c : LOOK_ALIKE_DIGITS.charAt(LOOK_ALIKES.indexOf(c)));
    }
    found.add(new Numeral(digits.toString(), start, end, dress, false, false));
    meanings.add(new Meaning(digits.toString(), 1, false));
  }

  /** Whether all is digits and letters that look like some, and enough of it is sure to be. */
  private boolean isLookAlike(int start, int end) {
    int digits = digitsBetween(start, end);
    for (int at = start; at < end; at++) {
      char c = ad.shown(at);
      if (!isDigit(c) && (digits > 0 ? LOOK_ALIKES : STRONG_LOOK_ALIKES).indexOf(c) < 0) {
        return false;
      }
    }
    return end - start <= LONGEST_DIGITS;
  }

  private int digitsBetween(int start, int end) {
    int digits = 0;
    for (int at = start; at < end; at++) {
      digits += isDigit(ad.word(at)) ? 1 : 0;
    }
    return digits;
  }

  private boolean isDigits(int start, int end) {
    return digitsBetween(start, end) == end - start;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void add(
      @Nullable Meaning meaning, int start, int end, Dress dress, boolean left, boolean right) {
    if (meaning == null && end - start > LONGEST_DIGITS) {
      ad.take(start, end); // no phone number, and nothing reads over it
      return;
    }
    Meaning said = meaning == null ? new Meaning(ad.word(start, end), 1, false) : meaning;
    found.add(new Numeral(said.digits(), start, end, dress, left, right));
    meanings.add(said);
  }

  /** Puts "double five", "twenty one" and "nine hundred ten" together. */
  private List<Numeral> joined() {
    List<Numeral> joined = new ArrayList<>();
    int i = 0;
    while (i < found.size()) {
      Numeral numeral = found.get(i);
      Meaning meaning = meanings.get(i);
      boolean isFollowed = i + 1 < found.size() && isNextTo(numeral, found.get(i + 1));
      if (meaning.times() > 1) {
        if (isFollowed && found.get(i + 1).digits().length() == 1) {
          String digit = found.get(i + 1).digits();
          joined.add(
              new Numeral(
                  digit.repeat(meaning.times()),
                  numeral.start(),
                  found.get(i + 1).end(),
                  Dress.WORDS,
                  false,
                  false));
          i++;
        }
        i++;
        continue;
      }
      if (isFollowed
          && !numeral.digits().isEmpty()
          && numeral.isDisguised()
          && !isDigit(ad.word(numeral.start()))) {
        Numeral next = found.get(i + 1);
        boolean isUnit =
            next.digits().length() == 1 && next.isDisguised() && !next.digits().equals("0");
        if ((meaning.isTens() && isUnit && meanings.get(i + 1).times() == 1)
            || (meaning.isHundreds() && next.isDisguised() && next.digits().length() == 2)) {
          String digits =
              numeral.digits().substring(0, numeral.digits().length() - next.digits().length())
                  + next.digits();
          joined.add(new Numeral(digits, numeral.start(), next.end(), Dress.WORDS, false, false));
          i += 2;
          continue;
        }
      }
      joined.add(numeral);
      i++;
    }
    return joined;
  }

  private boolean isNextTo(Numeral one, Numeral other) {
    int gap = other.start() - one.end();
    return gap == 0 || (gap == 1 && (ad.word(one.end()) == ' ' || ad.word(one.end()) == '-'));
  }
}
