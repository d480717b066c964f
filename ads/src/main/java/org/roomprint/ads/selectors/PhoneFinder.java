package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roomprint.ads.selectors.PhoneReader.Reading;

/**
 * Finds phone numbers among the numerals of an ad.
 *
 * <p>Neighbouring numerals form a chain; every part of a chain that has as many digits as a number
 * may have is read by libphonenumber, and believed when more speaks for it than against it: that
 * such a number can exist, how it is grouped, what the words around it say, whether it stands
 * alone.
 */
final class PhoneFinder {
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 18;

  /** So many digits may begin with a country code that has no plus sign before it. */
  private static final int LEAST_DIGITS_ABROAD = 11;

  /** Longest run of signs between two numerals of one number, in characters. */
  private static final int LONGEST_GAP = 16;

  private static final int MOST_JOINTS = 6;
  private static final double ENOUGH = 2;
  private static final int MANY_WORDS = 4;
  private static final int MANY_SINGLES = 8;

  /** A phone number and how it stands in the ad. */
  record Found(String e164, int start, int end, boolean isObfuscated) {}

  private record Candidate(int first, int last, Reading reading, double score, boolean isOdd) {}

  private final FoldedAd ad;
  private final List<Numeral> numerals;
  private final PhoneReader reader;
  private final List<Found> found = new ArrayList<>();

  private PhoneFinder(FoldedAd ad, List<Numeral> numerals, PhoneReader reader) {
    this.ad = ad;
    this.numerals = numerals;
    this.reader = reader;
  }

  static List<Found> in(FoldedAd ad, List<Numeral> numerals, Optional<String> country) {
    PhoneFinder finder = new PhoneFinder(ad, numerals, new PhoneReader(country));
    int first = 0;
    while (first < numerals.size()) {
      int last = first;
      while (last + 1 < numerals.size() && finder.gap(last).joins()) {
        last++;
      }
      finder.readChain(first, last);
      first = last + 1;
    }
    return finder.found;
  }

  /** What stands between a numeral and the next. */
  private record Gap(String signs, boolean joins, boolean isTold) {
    boolean isLine() {
      return signs.indexOf('\n') >= 0 || signs.indexOf(FoldedAd.FIELD_BREAK) >= 0;
    }

    /** Signs without spaces, or a space. */
    String sort() {
      String stripped = signs.strip();
      return stripped.isEmpty() ? (signs.isEmpty() ? "" : isLine() ? "\n" : " ") : stripped;
    }
  }

  private Gap gap(int index) {
    Numeral one = numerals.get(index);
    Numeral other = numerals.get(index + 1);
    int length = other.start() - one.end();
    if (length > LONGEST_GAP * MOST_JOINTS || ad.isTaken(one.end(), other.start())) {
      return new Gap("", false, false);
    }
    int words = 0;
    boolean areJoints = true;
    int at = one.end();
    while (at < other.start()) {
      char c = ad.word(at);
      if (FoldedAd.isWordCharacter(c)) {
        int end = at;
        while (end < other.start() && FoldedAd.isWordCharacter(ad.word(end))) {
          end++;
        }
        words++;
        areJoints &= Labels.isJoint(ad.word(at, end));
        at = end;
      } else {
        if (Labels.isCurrency(c) || c == '%' || c == '°' || c == '№') {
          return new Gap("", false, false);
        }
        at++;
      }
    }
    String signs = ad.word(one.end(), other.start());
    if (words == 0) {
      boolean isShort = length <= LONGEST_GAP && signs.chars().filter(c -> c == '\n').count() <= 3;
      return new Gap(signs, isShort, false);
    }
    return new Gap(signs, areJoints && words <= MOST_JOINTS, true);
  }

  private boolean isOutOfQuestion(Numeral numeral) {
    int digits = numeral.digits().length();
    if (digits == 0 || digits > MOST_DIGITS) {
      return true;
    }
    if (digits >= LEAST_DIGITS) {
      return false;
    }
    if (!numeral.isDisguised()) {
      int before = numeral.start() - 1;
      boolean isPriced =
          before >= 0
              && (Labels.isCurrency(ad.word(before))
                  || (ad.word(before) == ' '
                      && before > 0
                      && Labels.isCurrency(ad.word(before - 1))));
      if (isPriced
          || (digits <= 2 && !isTight(numeral) && Labels.isUnitBehind(ad, numeral.end()))) {
        return true;
      }
      if ((numeral.isGluedLeft() && !isPhoneWordGluedLeft(numeral))
          || (numeral.isGluedRight() && !isWordGluedRight(numeral))) {
        return true;
      }
    }
    return false;
  }

  /** Whether other digits stand next to it without a space, as in "555-01 h". */
  private boolean isTight(Numeral numeral) {
    int before = numeral.start() - 1;
    return before > 0
        && !Character.isWhitespace(ad.word(before))
        && !FoldedAd.isWordCharacter(ad.word(before))
        && "-./".indexOf(ad.word(before)) >= 0
        && FoldedAd.isWordCharacter(ad.word(before - 1))
        && numeral.digits().length() == 2
        && FoldedAd.isWordCharacter(ad.word(before - 2));
  }

  private boolean isPhoneWordGluedLeft(Numeral numeral) {
    int start = numeral.start();
    while (start > 0
        && numeral.start() - start < 16
        && FoldedAd.isWordCharacter(ad.word(start - 1))) {
      start--;
    }
    String word = ad.word(start, numeral.start());
    return word.isEmpty()
        || word.charAt(0) > 0x2000
        || (word.length() >= 3 && (Labels.isPhoneWord(word) || numeral.digits().length() >= 3));
  }

  private boolean isWordGluedRight(Numeral numeral) {
    int end = numeral.end();
    while (end < ad.length()
        && end - numeral.end() < 16
        && FoldedAd.isWordCharacter(ad.word(end))) {
      end++;
    }
    String word = ad.word(numeral.end(), end);
    return word.isEmpty()
        || word.charAt(0) > 0x2000
        || (word.length() >= 3 && !Labels.isUnitBehind(ad, numeral.end()));
  }

  private void readChain(int chainFirst, int chainLast) {
    List<Candidate> candidates = new ArrayList<>();
    for (int first = chainFirst; first <= chainLast && !reader.isExhausted(); first++) {
      StringBuilder digits = new StringBuilder();
      for (int last = first; last <= chainLast; last++) {
        Numeral numeral = numerals.get(last);
        if (isOutOfQuestion(numeral)) {
          break;
        }
        boolean isTrunkInBrackets =
            last > first && numeral.digits().equals("0") && isInBrackets(numeral);
        if (!(isTrunkInBrackets && hasPlus(first))) {
          digits.append(numeral.digits());
        }
        if (digits.length() > MOST_DIGITS) {
          break;
        }
        if (digits.length() >= LEAST_DIGITS) {
          candidate(chainFirst, chainLast, first, last, digits.toString(), candidates);
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    List<Candidate> chosen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (chosen.stream().noneMatch(c -> c.first <= candidate.last && candidate.first <= c.last)) {
        chosen.add(candidate);
        int start = startOf(candidate.first);
        int end = numerals.get(candidate.last).end();
        found.add(new Found(candidate.reading.e164(), start, end, candidate.isOdd));
      }
    }
  }

  private boolean isInBrackets(Numeral numeral) {
    return ad.word(numeral.start() - 1) == '(' && ad.word(numeral.end()) == ')';
  }

  private boolean hasPlus(int first) {
    return startOf(first) < numerals.get(first).start() && ad.word(startOf(first)) == '+';
  }

  /** The plus sign before a numeral, where there is one, or the numeral itself. */
  private int startOf(int first) {
    int start = numerals.get(first).start();
    int at = start - 1;
    while (at >= 0 && start - at < 4 && " (*~._-".indexOf(ad.word(at)) >= 0) {
      at--;
    }
    return at >= 0 && ad.word(at) == '+' ? at : start;
  }

  private void candidate(
      int chainFirst,
      int chainLast,
      int first,
      int last,
      String digits,
      List<Candidate> candidates) {
    boolean hasPlus = hasPlus(first);
    Optional<Reading> read = hasPlus ? reader.international(digits) : reader.national(digits);
    boolean mayLackPlus =
        !hasPlus
            && read.filter(Reading::isValid).isEmpty()
            && digits.length() >= LEAST_DIGITS_ABROAD
            && !digits.startsWith("0");
    if (read.isEmpty() && !mayLackPlus) {
      return;
    }
    Labels.Kind label = Labels.before(ad, startOf(first));
    if (mayLackPlus && label == Labels.Kind.PHONE) {
      read = reader.international(digits).filter(Reading::isValid);
    }
    if (read.isEmpty()) {
      return;
    }
    Reading reading = read.get();
    double score = reading.isValid() ? 2 : -1;
    int start = startOf(first);
    int end = numerals.get(last).end();
    boolean isPhoneBehind = Labels.isPhoneBehind(ad, end);
    Shape shape = Shape.of(this, first, last, reading);
    score += shape.score;
    if (label == Labels.Kind.DECOY) {
      score -= shape.isDisguised ? 1.5 : 4; // nobody hides the number of an order
    } else if (label == Labels.Kind.PHONE) {
      score += 2;
    } else if (isPhoneBehind) {
      score += 1;
    }
    boolean isDisguised = shape.isDisguised;
    if (hasPlus) {
      score += 3;
    } else if (reading.isInternational() && digits.startsWith("00")) {
      score += 2;
    } else if (reading.lacksTrunkPrefix()) {
      score -= reading.isMobile() ? 1 : 4;
    } else if (!reading.isValid() && !reading.isInternational() && digits.startsWith("0")) {
      score += shape.isGrouped ? 2 : 1;
    }
    if (!hasPlus
        && reading.isInternational()
        && !digits.startsWith("0")
        && label != Labels.Kind.PHONE) {
      score -= 1;
    }
    score -= isMasked(start, end) ? 4 : 0;
    score -= cut(chainFirst, chainLast, first, last, start, end);
    if (score >= ENOUGH) {
      boolean isOdd = isDisguised || shape.isOdd || ad.isStyled(start, end);
      candidates.add(new Candidate(first, last, reading, score + digits.length() * 0.05, isOdd));
    }
  }

  /** How the parts of a candidate are written and set apart. */
  private static final class Shape {
    private double score;
    private boolean isDisguised;
    private boolean isOdd;
    private boolean isGrouped;

    static Shape of(PhoneFinder finder, int first, int last, Reading reading) {
      Shape shape = new Shape();
      List<Integer> groups = new ArrayList<>();
      int disguised = 0;
      int weak = 0;
      int sure = 0;
      int lines = 0;
      int commas = 0;
      int sentences = 0;
      int told = 0;
      boolean areSingles = true;
      @Nullable String sort = null;
      boolean isUniform = true;
      for (int i = first; i <= last; i++) {
        Numeral numeral = finder.numerals.get(i);
        groups.add(numeral.digits().length());
        areSingles &= numeral.digits().length() == 1;
        disguised += numeral.isDisguised() ? 1 : 0;
        weak += numeral.isWeak() ? 1 : 0;
        sure += numeral.dress() == Numeral.Dress.LOOK_ALIKE ? 1 : 0;
        if (i < last) {
          Gap gap = finder.gap(i);
          told += gap.isTold() ? 1 : 0;
          lines += gap.isLine() ? 1 : 0;
          commas += gap.signs().indexOf(',') >= 0 || gap.signs().indexOf(';') >= 0 ? 1 : 0;
          sentences += gap.signs().contains(". ") || gap.signs().indexOf(':') >= 0 ? 1 : 0;
          String its = gap.sort();
          isUniform &= sort == null || sort.equals(its);
          sort = its;
          shape.isOdd |= !its.isEmpty() && " -./()".indexOf(its) < 0 && !"-–—‐‑".contains(its);
        }
      }
      int count = last - first + 1;
      boolean isMixed = disguised > 0 && (weak < disguised || disguised < count);
      shape.isDisguised = disguised > 0;
      shape.isOdd |= lines > 0 || (areSingles && count >= 6);
      boolean isGrouped = count > 1 && reading.groups().stream().anyMatch(g -> covers(groups, g));
      shape.isGrouped =
          isGrouped && (disguised > 0 || (count > 3 && reading.groups().contains(groups)));
      if (count > 1) {
        if (isGrouped || areSingles) {
          shape.score += 1;
        } else if (!isMixed) {
          shape.score -= isEven(groups) ? 0.5 : 1.5;
        }
        shape.score += isUniform && count > 2 ? 0.2 : 0;
        shape.score += areSingles && count >= MANY_SINGLES ? 1 : 0;
      }
      if (isMixed && disguised > weak) {
        shape.score += disguised >= MANY_WORDS ? 2 : 1;
      }
      if (weak > 0 && weak * 2 > count && sure == 0) {
        shape.score -= 3;
      }
      Numeral head = finder.numerals.get(first);
      Numeral tail = finder.numerals.get(last);
      shape.score -= head.isWeak() ? 0.6 : 0;
      shape.score -= tail.isWeak() ? 0.6 : 0;
      shape.score -= lines * 0.3;
      boolean isLoose = !isGrouped && !areSingles && disguised == 0;
      shape.score -= commas > 0 ? (isLoose ? 2 : disguised > 0 ? 0 : 0.7) : 0;
      shape.score -= sentences > 0 ? (isLoose ? 2 : 0.5) : 0;
      shape.score -= told > 0 ? (isGrouped ? 0.5 : 4) : 0;
      boolean isMeasure =
          count > 1
              && !tail.isDisguised()
              && tail.digits().length() <= 4
              && Labels.isUnitBehind(finder.ad, tail.end());
      shape.score -= isMeasure ? 1.5 : 0;
      return shape;
    }

    /** Whether digits are grouped as at home, where smaller groups within one of those may be. */
    private static boolean covers(List<Integer> groups, List<Integer> usual) {
      int at = 0;
      for (int size : usual) {
        int sum = 0;
        while (at < groups.size() && sum < size) {
          sum += groups.get(at);
          at++;
        }
        if (sum != size) {
          return false;
        }
      }
      return at == groups.size();
    }

    /** Whether all groups but the first and the last are equally long, or nearly. */
    private static boolean isEven(List<Integer> groups) {
      for (int i = 2; i < groups.size() - 1; i++) {
        if (!groups.get(i).equals(groups.get(i - 1))) {
          return false;
        }
      }
      return groups.getFirst() <= 5;
    }
  }

  /** Whether the site hid the last digits behind signs. */
  private boolean isMasked(int start, int end) {
    char behind = ad.word(end);
    boolean isMask =
        (behind == '*'
                || behind == '•'
                || behind == 'x'
                || behind == '█'
                || behind == '…'
                || behind == '.')
            && ad.word(end + 1) == behind;
    return isMask && (start == 0 || ad.word(start - 1) != behind);
  }

  /** What speaks against a candidate that is cut out of a longer row. */
  private double cut(int chainFirst, int chainLast, int first, int last, int start, int end) {
    double cost = 0;
    if (first > chainFirst && gap(first - 1).joins()) {
      cost += outside(gap(first - 1), first, last, numerals.get(first - 1));
    }
    if (last < chainLast && gap(last).joins()) {
      cost += outside(gap(last), first, last, numerals.get(last + 1));
    }
    return cost + (isTightBefore(start) ? 3 : 0) + (isTightBehind(end) ? 3 : 0);
  }

  /** What it costs that a numeral next to a candidate does not belong to it. */
  private double outside(Gap gap, int first, int last, Numeral neighbour) {
    String sort = gap.sort();
    boolean isLikeInside = false;
    for (int i = first; i < last && !isLikeInside; i++) {
      isLikeInside = gap(i).sort().equals(sort);
    }
    boolean isOtherEnding = sort.equals("/") && last > first && !isLikeInside; // "555-0142/43"
    if (isTightSort(sort, gap.signs()) && !isOtherEnding) {
      return 3;
    }
    return isLikeInside && !isOutOfQuestion(neighbour) ? 0.8 : 0;
  }

  private static boolean isTightSort(String sort, String signs) {
    return signs.isEmpty() || (signs.length() == 1 && !sort.isEmpty() && "-./_:#".contains(sort));
  }

  private boolean isTightBefore(int start) {
    return start > 1
        && "-/_#".indexOf(ad.word(start - 1)) >= 0
        && ad.word(start) != '+'
        && isDigitRunBefore(start - 2);
  }

  private boolean isDigitRunBefore(int at) {
    int start = at;
    while (start >= 0 && at - start < 12 && FoldedAd.isWordCharacter(ad.word(start))) {
      if (ad.word(start) >= '0' && ad.word(start) <= '9') {
        return true;
      }
      start--;
    }
    return false;
  }

  private boolean isTightBehind(int end) {
    if ("-_#".indexOf(ad.word(end)) < 0) {
      return false;
    }
    int at = end + 1;
    while (at < ad.length() && at - end < 12 && FoldedAd.isWordCharacter(ad.word(at))) {
      if (ad.word(at) >= '0' && ad.word(at) <= '9') {
        return true;
      }
      at++;
    }
    return false;
  }
}
