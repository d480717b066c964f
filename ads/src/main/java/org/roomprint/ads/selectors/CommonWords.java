package org.roomprint.ads.selectors;

import java.util.HashSet;
import java.util.Set;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.WordLists;

/** Words of everyday language that are nobody's name: {@code common.txt}. */
final class CommonWords {
  private static final Set<String> ENDINGS =
      Set.of(
          "ing", "ion", "ions", "ment", "ments", "ness", "able", "ible", "ings", "ally", "ously",
          "ed");

  private static final Set<String> WORDS = new HashSet<>();

  static {
    for (WordLists.Entry entry : WordLists.read(CommonWords.class, "common.txt")) {
      entry.words().forEach(word -> WORDS.add(Folding.fold(word)));
    }
  }

  private CommonWords() {}

  /** Whether a word ends as many words of English do and few names. */
  static boolean isMadeLikeAWord(String word) {
    return ENDINGS.stream().anyMatch(word::endsWith);
  }

  static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
