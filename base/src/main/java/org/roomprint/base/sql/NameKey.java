package org.roomprint.base.sql;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;

/**
 * A name as it is compared: lower case, without accents and punctuation, words separated by one
 * space; and its parts as they are looked up.
 *
 * <p>A word is found by its beginning, or by any part of it: compound words, and scripts that write
 * no spaces. So each word is kept from each of its letters on, and what begins within a word
 * carries {@link #INNER} in front, so that one letter still asks for beginnings alone.
 */
public final class NameKey {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Stands before a part that does not begin its word; sorts before every letter. */
  private static final String INNER = " ";

  /** Shortest part within a word that is kept and asked for, in letters. */
  private static final int MIN_INNER_LETTERS = 3;

  /** Longest part that is kept and asked for, in letters. */
  private static final int MAX_LETTERS = 24;

  /** Sorts after every text that begins with what it is appended to. */
  private static final String AFTER_ALL = "\udbff\udfff";

  /** Scripts whose words stand without spaces, so that one letter may be a word. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private NameKey() {}

  /** A name in that form. */
  public static String of(String name) {
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

  /** The words that a question is made of. */
  public static Set<String> words(String name) {
    String key = of(name);
    return key.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(key.split(" ")));
  }

  /** All that a name is to be found by. */
  public static Set<String> parts(String name) {
    Set<String> parts = new LinkedHashSet<>();
    StringBuilder unspaced = new StringBuilder();
    for (String word : words(name)) {
      addParts(word, parts);
      if (isWithoutSpaces(word.codePointAt(0))) {
        // A space between such words is a matter of taste: they are found written as one, too.
        unspaced.append(word);
      } else {
        addJoined(unspaced, parts);
      }
    }
    addJoined(unspaced, parts);
    return parts;
  }

  private static void addJoined(StringBuilder words, Set<String> parts) {
    if (!words.isEmpty()) {
      addParts(words.toString(), parts);
      words.setLength(0);
    }
  }

  private static void addParts(String word, Set<String> parts) {
    int[] letters = word.codePoints().toArray();
    parts.add(letters(letters, 0));
    for (int from = 1; from < letters.length; from++) {
      if (letters.length - from >= MIN_INNER_LETTERS || isWithoutSpaces(letters[from])) {
        parts.add(INNER + letters(letters, from));
      }
    }
  }

  private static String letters(int[] all, int from) {
    return new String(all, from, Math.min(MAX_LETTERS, all.length - from));
  }

  private static boolean isWithoutSpaces(int letter) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(letter));
  }

  /**
   * What finds the hotels that fit a question.
   *
   * @param conditions for {@code WHERE}, one for each word
   * @param beginnings what their parameters are bound to
   */
  public record Question(List<String> conditions, List<String> beginnings) {
    /**
     * A question to a table of parts.
     *
     * @param table of parts, each beside a {@code hotel_id}
     * @param restriction of the table's rows, such as {@code "generation = 3 AND "}
     * @param words of the question
     */
    public static Question about(String table, String restriction, List<String> words) {
      List<String> conditions = new ArrayList<>();
      List<String> beginnings = new ArrayList<>();
      for (String word : words) {
        int[] letters = word.codePoints().toArray();
        String asked = letters(letters, 0);
        List<String> selects = new ArrayList<>();
        selects.add(select(table, restriction, beginnings.size()));
        beginnings.add(asked);
        if (letters.length >= MIN_INNER_LETTERS || isWithoutSpaces(letters[0])) {
          selects.add(select(table, restriction, beginnings.size()));
          beginnings.add(INNER + asked);
        }
        conditions.add("hotel_id IN (" + String.join(" UNION ALL ", selects) + ")");
      }
      return new Question(List.copyOf(conditions), List.copyOf(beginnings));
    }

    private static String select(String table, String restriction, int number) {
      return "SELECT hotel_id FROM "
          + table
          + " WHERE "
          + restriction
          + "word >= :from"
          + number
          + " AND word < :to"
          + number;
    }

    /** The query with what it is to find. */
    public Query bind(Query query) {
      for (int i = 0; i < beginnings.size(); i++) {
        query.bind("from" + i, beginnings.get(i)).bind("to" + i, beginnings.get(i) + AFTER_ALL);
      }
      return query;
    }
  }
}
