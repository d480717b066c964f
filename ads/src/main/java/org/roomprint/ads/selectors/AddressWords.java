package org.roomprint.ads.selectors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.WordLists;

/** What people write for the signs of an address: {@code connectors.txt}, as patterns. */
final class AddressWords {
  private static final List<WordLists.Entry> ENTRIES =
      WordLists.read(AddressWords.class, "connectors.txt");

  static final Set<String> NOBODY = folded("nobody");
  static final Set<String> MAIL = folded("mail");
  static final Set<String> FREE_MAIL = folded("freemail");

  private static final Map<String, Set<String>> SIGNS =
      Map.of("dot", folded("dot"), "dash", folded("dash"), "underscore", folded("underscore"));

  private AddressWords() {}

  /** Whether a word stands for a sign: dot, dash or underscore. */
  static boolean isSign(String key, String word) {
    return SIGNS.getOrDefault(key, Set.of()).contains(word);
  }

  private static Set<String> folded(String... keys) {
    Set<String> words = new HashSet<>();
    for (WordLists.Entry entry : ENTRIES) {
      if (Arrays.asList(keys).contains(entry.key())) {
        entry.words().forEach(word -> words.add(Folding.fold(word)));
      }
    }
    return words;
  }

  /**
   * A sign of an address, as itself or in words: in brackets of any kind, or between spaces.
   *
   * @param key which sign
   * @param sign the sign itself
   */
  static Pattern pattern(String key, String sign) {
    List<String> words =
        folded(key).stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    String any = words.stream().map(AddressWords::spaced).collect(Collectors.joining("|"));
    String unspaced =
        words.stream()
            .filter(word -> word.length() > 1 && word.charAt(0) > 0x2E80)
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    String ofOneSign =
        words.stream()
            .filter(word -> word.length() == 1 && word.charAt(0) > 0x2E80)
            .collect(Collectors.joining());
    String both = any + "|" + Pattern.quote(sign);
    String inBrackets = key.equals("at") ? both + "|a" : both;
    return Pattern.compile(
        "(?<bracketed>[(\\[{<«]\\s{0,2}(?:"
            + inBrackets
            + ")\\s{0,2}[)\\]}>»]|([-*~|=_^!:])\\2{0,2}\\s?(?:"
            + both
            + ")\\s?\\2{1,3})|(?<bare>(?<=\\s)(?:"
            + any
            + ")(?=\\s)"
            + (unspaced.isEmpty() ? "" : "|" + unspaced)
            + (ofOneSign.isEmpty() ? "" : "|(?<=[a-z0-9])[" + ofOneSign + "](?=[a-z0-9])")
            + ")|(?<sign>"
            + Pattern.quote(sign)
            + ")");
  }

  private static String spaced(String word) {
    return Arrays.stream(word.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s"));
  }
}
