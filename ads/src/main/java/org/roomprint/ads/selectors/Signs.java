package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The signs of addresses in an ad, by where they begin and where they end. */
final class Signs {
  /** Which sign. */
  enum Sign {
    /** {@code @}. */
    AT,
    /** {@code .}. */
    DOT,
    /** {@code /}. */
    SLASH,
    /** {@code -}. */
    DASH,
    /** {@code _}. */
    UNDERSCORE
  }

  /** How it is written. */
  enum Manner {
    /** As itself. */
    PLAIN,
    /** In brackets, as itself or in words. */
    BRACKETED,
    /** In words. */
    WORD
  }

  /** One of them. */
  record Found(Sign sign, Manner manner, int start, int end) {}

  private static final Pattern AT = AddressWords.pattern("at", "@");
  private static final Pattern DOT = AddressWords.pattern("dot", ".");
  private static final Pattern SLASH = AddressWords.pattern("slash", "/");
  private static final Pattern DASH = AddressWords.pattern("dash", "-");
  private static final Pattern UNDERSCORE = AddressWords.pattern("underscore", "_");

  /** Written in capitals between small letters, as in "roseATexampleDOTcom". */
  private static final Pattern CAPITALS = Pattern.compile("(?<=[a-z0-9])(AT|DOT)(?=[a-z0-9])");

  private final List<Found> all = new ArrayList<>();
  private final HashMap<Integer, Found> byStart = new HashMap<>();
  private final HashMap<Integer, Found> byEnd = new HashMap<>();

  private Signs() {}

  static Signs in(FoldedAd ad) {
    Signs signs = new Signs();
    String text = ad.word();
    signs.read(Sign.AT, AT, text);
    signs.read(Sign.DOT, DOT, text);
    signs.read(Sign.SLASH, SLASH, text);
    signs.read(Sign.DASH, DASH, text);
    signs.read(Sign.UNDERSCORE, UNDERSCORE, text);
    Matcher capitals = CAPITALS.matcher(ad.shown());
    while (capitals.find()) {
      Sign sign = capitals.group().equals("AT") ? Sign.AT : Sign.DOT;
      signs.add(new Found(sign, Manner.BRACKETED, capitals.start(), capitals.end()));
    }
    signs.all.sort(Comparator.comparingInt(Found::start));
    return signs;
  }

  private void read(Sign sign, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Manner manner =
          matcher.group("bracketed") != null
              ? Manner.BRACKETED
              : matcher.group("bare") != null ? Manner.WORD : Manner.PLAIN;
      add(new Found(sign, manner, matcher.start(), matcher.end()));
    }
  }

  private void add(Found found) {
    all.add(found);
    if (found.manner() != Manner.PLAIN || !byStart.containsKey(found.start())) {
      byStart.put(found.start(), found);
    }
    if (found.manner() != Manner.PLAIN || !byEnd.containsKey(found.end())) {
      byEnd.put(found.end(), found);
    }
  }

  List<Found> all() {
    return all;
  }

  @Nullable Found startingAt(int place) {
    return byStart.get(place);
  }

  @Nullable Found endingAt(int place) {
    return byEnd.get(place);
  }
}
