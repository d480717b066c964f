package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.WordLists;

/**
 * The words for numbers of some languages, as digits.
 *
 * <p>Which languages an ad is read in follows from its country, and from the words themselves: a
 * language of which two number words stand in the ad is read, too. English always is.
 */
final class NumberWords {
  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "be", "bg", "sr", "hr", "sl",
          "mk", "cs", "sk", "ro", "hu", "el", "tr", "az", "ar", "fa", "he", "hi", "th", "vi", "id",
          "ms", "ja", "zh", "ko", "sv", "da", "nb", "fi", "et", "lv", "lt", "fil", "ca", "ka", "hy",
          "sq", "ta", "kk");

  /** Whose numbers are read digit by digit wherever they stand: they have signs of their own. */
  private static final Set<String> BY_SIGN = Set.of("zh", "ja", "ko", "th", "hi", "he", "ar", "fa");

  private static final char WEAK = '~';
  private static final int SEVERAL = 2;

  /**
   * What a word says.
   *
   * @param digits that it stands for; empty for a word such as "double"
   * @param times how often the next digit is meant; 1 for a number
   * @param isWeak whether it is also an everyday word
   */
  record Meaning(String digits, int times, boolean isWeak) {
    boolean isTens() {
      return digits.length() == 2 && digits.charAt(1) == '0' && digits.charAt(0) != '1';
    }

    boolean isHundreds() {
      return digits.length() == 3 && digits.endsWith("00");
    }
  }

  /** A place in the tree of words written without spaces. */
  static final class Node {
    private final Map<Character, Node> next = new HashMap<>(4);
    private @Nullable Meaning meaning;

    @Nullable Node next(char c) {
      return next.get(c);
    }

    @Nullable Meaning meaning() {
      return meaning;
    }
  }

  private static final Map<String, Map<String, Meaning>> BY_LANGUAGE = readAll();
  private static final Map<String, List<String>> LANGUAGES_OF_WORD = languagesOfWords();
  private static final Map<Set<String>, NumberWords> READ = new HashMap<>();
  private static final int MOST_KEPT = 200;
  private static final Map<String, Set<String>> LANGUAGES_OF_COUNTRY = languagesOfCountries();

  private final Map<String, Meaning> phrases = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Node root = new Node();

  private NumberWords(Set<String> languages) {
    for (String language : LANGUAGES) {
      if (languages.contains(language)) {
        BY_LANGUAGE.getOrDefault(language, Map.of()).forEach(this::add);
      }
    }
  }

  /** The words in which this ad may write numbers. */
  static NumberWords of(FoldedAd ad, java.util.Optional<String> country) {
    Set<String> languages = new HashSet<>(BY_SIGN);
    languages.add("en");
    country.ifPresent(code ->
        languages.addAll(
            LANGUAGES_OF_COUNTRY.getOrDefault(code.toUpperCase(Locale.ROOT), Set.of())));
    languages.addAll(seenIn(ad));
    synchronized (READ) {
      if (READ.size() > MOST_KEPT) {
        READ.clear();
      }
      return READ.computeIfAbsent(Set.copyOf(languages), NumberWords::new);
    }
  }

  /** What some words with one space between them say, or nothing. */
  @Nullable Meaning phrase(String words) {
    return phrases.get(words);
  }

  /** Whether a phrase of several words begins so. */
  boolean isBeginning(String words) {
    return beginnings.contains(words);
  }

  Node root() {
    return root;
  }

  private void add(String phrase, Meaning meaning) {
    Meaning before = phrases.get(phrase);
    if (before != null && (!before.isWeak() || meaning.isWeak())) {
      return;
    }
    phrases.put(phrase, meaning);
    for (int space = phrase.indexOf(' '); space > 0; space = phrase.indexOf(' ', space + 1)) {
      beginnings.add(phrase.substring(0, space));
    }
    Node node = root;
    for (char c : phrase.replace(" ", "").toCharArray()) {
      node = node.next.computeIfAbsent(c, k -> new Node());
    }
    node.meaning = meaning;
  }

  private static Set<String> seenIn(FoldedAd ad) {
    Map<String, Integer> seen = new HashMap<>();
    int at = 0;
    while (at < ad.length()) {
      if (!Character.isLetter(ad.word(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < ad.length()
          && FoldedAd.isWordCharacter(ad.word(end))
          && !isDigit(ad.word(end))) {
        end++;
      }
      if (end - at <= 12) {
        for (String language : LANGUAGES_OF_WORD.getOrDefault(ad.word(at, end), List.of())) {
          seen.merge(language, 1, Integer::sum);
        }
      }
      at = Math.max(end, at + 1);
    }
    seen.values().removeIf(count -> count < SEVERAL);
    return seen.keySet();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Map<String, Map<String, Meaning>> readAll() {
    Map<String, Map<String, Meaning>> all = new LinkedHashMap<>();
    for (String language : LANGUAGES) {
      Map<String, Meaning> words = new LinkedHashMap<>();
      for (WordLists.Entry entry :
          WordLists.read(NumberWords.class, "numbers/" + language + ".txt")) {
        for (String listed : entry.words()) {
          boolean isWeak = listed.charAt(listed.length() - 1) == WEAK;
          String written = isWeak ? listed.substring(0, listed.length() - 1) : listed;
          if (entry.key().equals("times")) {
            int equals = written.indexOf('=');
            words.putIfAbsent(
                phraseOf(written.substring(0, equals)),
                new Meaning("", Integer.parseInt(written.substring(equals + 1)), false));
          } else {
            words.putIfAbsent(phraseOf(written), new Meaning(entry.key(), 1, isWeak));
          }
        }
      }
      all.put(language, words);
    }
    return all;
  }

  private static String phraseOf(String written) {
    return Folding.fold(written).replace('-', ' ').replaceAll("\\s+", " ");
  }

  private static Map<String, List<String>> languagesOfWords() {
    Map<String, List<String>> languages = new HashMap<>();
    BY_LANGUAGE.forEach((language, words) ->
        words.forEach((word, meaning) -> {
          if (!meaning.isWeak() && meaning.digits().length() == 1 && word.length() > 2) {
            languages.computeIfAbsent(word, k -> new ArrayList<>()).add(language);
          }
        }));
    return languages;
  }

  /** From the locales that the JDK knows. */
  private static Map<String, Set<String>> languagesOfCountries() {
    Map<String, Set<String>> languages = new HashMap<>();
    for (Locale locale : Locale.getAvailableLocales()) {
      String language = locale.getLanguage().equals("no") ? "nb" : locale.getLanguage();
      if (!locale.getCountry().isEmpty() && LANGUAGES.contains(language)) {
        languages.computeIfAbsent(locale.getCountry(), k -> new HashSet<>()).add(language);
      }
    }
    return languages;
  }
}
