package org.roomprint.ads.selectors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.roomprint.catalog.selectors.Folding;
import org.roomprint.catalog.selectors.WordLists;

/** The words that stand around somebody's name on a platform: {@code handles.txt}. */
final class HandleWords {
  private static final Map<String, Set<String>> WORDS = new HashMap<>();

  static {
    for (WordLists.Entry entry : WordLists.read(HandleWords.class, "handles.txt")) {
      Set<String> words = WORDS.computeIfAbsent(entry.key(), k -> new HashSet<>());
      entry.words().forEach(word -> words.add(Folding.fold(word)));
    }
  }

  private HandleWords() {}

  /** Whether a word, in lower case and without accents, is in one of the lists. */
  static boolean isOf(String list, String word) {
    return WORDS.getOrDefault(list, Set.of()).contains(word);
  }
}
