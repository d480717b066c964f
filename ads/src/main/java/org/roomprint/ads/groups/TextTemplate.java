package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What near copies of a text have in common, and what stands in its slots: a name, a town, a price.
 *
 * @param parts in their order
 * @param texts that it was made of
 */
public record TextTemplate(List<Part> parts, int texts) {
  /** Words of a text that are compared; what follows is left out. */
  public static final int MAX_WORDS = 600;

  private static final Pattern SPACES = Pattern.compile("\\s+");

  public TextTemplate {
    parts = List.copyOf(parts);
  }

  /** A stretch of a template. */
  public sealed interface Part {
    /** Words that all texts have. */
    record Fixed(String words) implements Part {}

    /**
     * A place where they differ.
     *
     * @param values what each text has there, in the order of the texts; empty where it has nothing
     */
    record Slot(List<String> values) implements Part {
      public Slot {
        values = List.copyOf(values);
      }
    }
  }

  /**
   * The template of some texts: the words that all of them have in the same order.
   *
   * @param texts one or more, near copies of the first
   */
  public static TextTemplate of(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("A template of no texts; it is of one or more");
    }
    List<String[]> words = texts.stream().map(TextTemplate::words).toList();
    String[] leader = words.getFirst();
    // For each text, where each word of the first one stands in it; -1 where it does not.
    int[][] places = new int[words.size()][];
    boolean[] isFixed = new boolean[leader.length];
    Arrays.fill(isFixed, true);
    for (int text = 0; text < places.length; text++) {
      places[text] = places(leader, words.get(text));
      for (int i = 0; i < leader.length; i++) {
        isFixed[i] &= places[text][i] >= 0;
      }
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    int[] from = new int[places.length];
    for (int i = 0; i <= leader.length; i++) {
      if (i < leader.length && !isFixed[i]) {
        continue;
      }
      List<String> values = new ArrayList<>();
      for (int text = 0; text < places.length; text++) {
        String[] all = words.get(text);
        int to = i < leader.length ? places[text][i] : all.length;
        values.add(String.join(" ", Arrays.copyOfRange(all, from[text], to)));
        from[text] = to + 1;
      }
      if (values.stream().anyMatch(value -> !value.isEmpty())) {
        end(fixed, parts);
        parts.add(new Part.Slot(values));
      }
      if (i < leader.length) {
        fixed.append(fixed.isEmpty() ? "" : " ").append(leader[i]);
      }
    }
    end(fixed, parts);
    return new TextTemplate(parts, texts.size());
  }

  private static void end(StringBuilder fixed, List<Part> parts) {
    if (!fixed.isEmpty()) {
      parts.add(new Part.Fixed(fixed.toString()));
      fixed.setLength(0);
    }
  }

  /** The template on one line, its slots as numbers in brackets: "Hi, I am [1] in [2]". */
  public String shown() {
    StringBuilder shown = new StringBuilder();
    int slots = 0;
    for (Part part : parts) {
      shown.append(shown.isEmpty() ? "" : " ");
      switch (part) {
        case Part.Fixed(String words) -> shown.append(words);
        case Part.Slot(_) -> shown.append('[').append(++slots).append(']');
      }
    }
    return shown.toString();
  }

  private static String[] words(String text) {
    String[] all = SPACES.split(text.strip(), -1);
    return all.length > MAX_WORDS ? Arrays.copyOf(all, MAX_WORDS) : all;
  }

  /** Where the words of a longest common subsequence stand in the other text. */
  private static int[] places(String[] one, String[] two) {
    int[][] longest = new int[one.length + 1][two.length + 1];
    for (int i = one.length - 1; i >= 0; i--) {
      for (int j = two.length - 1; j >= 0; j--) {
        longest[i][j] =
            one[i].equals(two[j])
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int[] places = new int[one.length];
    Arrays.fill(places, -1);
    int i = 0;
    int j = 0;
    while (i < one.length && j < two.length) {
      if (one[i].equals(two[j])) {
        places[i++] = j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return places;
  }
}
