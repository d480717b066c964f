package org.roomprint.catalog.sql;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name as it is compared: lower case, without accents and punctuation, words separated by one
 * space.
 */
final class NameKey {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private NameKey() {}

  static String of(String name) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace('ø', 'o')
            .replace('ł', 'l')
            .replace('đ', 'd')
            .replace('ı', 'i')
            .replace("'", "")
            .replace("’", "");
    return BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip();
  }

  static Set<String> words(String name) {
    String key = of(name);
    return key.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(key.split(" ")));
  }
}
