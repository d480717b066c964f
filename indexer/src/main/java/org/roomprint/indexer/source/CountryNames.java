package org.roomprint.indexer.source;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a country as people write it: a code of two or three letters (ISO 3166-1), its name in one
 * of the languages below as the Unicode consortium's data in the JDK has it, or a name that is none
 * of these and that everybody uses.
 */
public final class CountryNames {
  private static final List<String> LANGUAGES =
      List.of(
          "en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr",
          "sv", "da", "nb", "fi", "et", "lv", "lt", "hr", "sl", "sr", "sq", "uk", "ru", "ka", "hy",
          "ar", "fa", "he", "hi", "bn", "ur", "th", "vi", "id", "ms", "fil", "zh", "zh-Hant", "ja",
          "ko", "sw", "ca", "gl", "eu", "is");

  /** What the data above lacks. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("uk", "GB"),
          Map.entry("great britain", "GB"),
          Map.entry("britain", "GB"),
          Map.entry("england", "GB"),
          Map.entry("scotland", "GB"),
          Map.entry("wales", "GB"),
          Map.entry("northern ireland", "GB"),
          Map.entry("us", "US"),
          Map.entry("usa", "US"),
          Map.entry("america", "US"),
          Map.entry("united states of america", "US"),
          Map.entry("etats unis d amerique", "US"),
          Map.entry("vereinigte staaten von amerika", "US"),
          Map.entry("estados unidos de america", "US"),
          Map.entry("eeuu", "US"),
          Map.entry("ee uu", "US"),
          Map.entry("uae", "AE"),
          Map.entry("holland", "NL"),
          Map.entry("the netherlands", "NL"),
          Map.entry("czech republic", "CZ"),
          Map.entry("republic of ireland", "IE"),
          Map.entry("eire", "IE"),
          Map.entry("russian federation", "RU"),
          Map.entry("korea", "KR"),
          Map.entry("republic of korea", "KR"),
          Map.entry("viet nam", "VN"),
          Map.entry("turkey", "TR"),
          Map.entry("ivory coast", "CI"),
          Map.entry("cape verde", "CV"),
          Map.entry("macedonia", "MK"),
          Map.entry("swaziland", "SZ"),
          Map.entry("burma", "MM"),
          Map.entry("prc", "CN"),
          Map.entry("peoples republic of china", "CN"),
          Map.entry("republic of china", "TW"),
          Map.entry("iran islamic republic of", "IR"),
          Map.entry("hong kong", "HK"),
          Map.entry("macau", "MO"),
          Map.entry("vatican", "VA"),
          Map.entry("palestine", "PS"),
          Map.entry("brasil", "BR"),
          Map.entry("el", "GR"));

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern DOTTED_LETTERS =
      Pattern.compile("\\p{L}\\.(?:\\s*\\p{L}\\.)+|\\p{L}\\.(?:\\s*\\p{L}\\.)*\\s*\\p{L}");
  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  /** Made when the first name is read: lists of codes need none. */
  private static final class Names {
    private static final Map<String, String> CODE_OF = make();

    private static Map<String, String> make() {
      Map<String, String> codes = new HashMap<>();
      Set<String> ambiguous = new HashSet<>();
      for (String language : LANGUAGES) {
        Locale locale = Locale.forLanguageTag(language);
        for (String code : CODES) {
          String name = key(Locale.of("", code).getDisplayCountry(locale));
          String other = codes.putIfAbsent(name, code);
          if (other != null && !other.equals(code)) {
            ambiguous.add(name);
          }
        }
      }
      codes.keySet().removeAll(ambiguous);
      for (String code : CODES) {
        try {
          codes.put(Locale.of("", code).getISO3Country().toLowerCase(Locale.ROOT), code);
        } catch (MissingResourceException _) {
          // a code that has no three letters
        }
      }
      codes.putAll(OTHER_NAMES);
      return codes;
    }
  }

  private CountryNames() {}

  /** The code of two letters, or empty when this is no country that is known. */
  public static Optional<String> code(String written) {
    String upper = written.strip().toUpperCase(Locale.ROOT);
    if (CODES.contains(upper)) {
      return Optional.of(upper);
    }
    String plain = written.strip();
    if (DOTTED_LETTERS.matcher(plain).matches()) {
      plain = plain.replace(".", "").replace(" ", "");
    }
    String key = key(plain);
    Optional<String> code = Optional.ofNullable(Names.CODE_OF.get(key));
    return code.isPresent() || !key.startsWith("the ")
        ? code
        : Optional.ofNullable(Names.CODE_OF.get(key.substring("the ".length())));
  }

  /** Letters and digits without marks, in lower case, a space between words. */
  private static String key(String name) {
    String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return NO_WORDS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
