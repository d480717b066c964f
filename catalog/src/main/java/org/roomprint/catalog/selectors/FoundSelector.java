package org.roomprint.catalog.selectors;

import java.util.List;

/**
 * A selector that an ad's title or text holds.
 *
 * @param kind of contact
 * @param value so written that the same contact is the same text: see {@link Selectors}
 * @param isObfuscated whether it was nowhere written in the ordinary way
 * @param where it was first found; two stretches when it begins in the title and ends in the text
 */
public record FoundSelector(
    SelectorKind kind, String value, boolean isObfuscated, List<Stretch> where) {
  /** Which of an ad's two texts. */
  public enum Field {
    /** The title. */
    TITLE,
    /** The text. */
    TEXT
  }

  /**
   * A part of one of the two texts.
   *
   * @param field which text
   * @param start its first character, in UTF-16 characters
   * @param end behind its last character
   */
  public record Stretch(Field field, int start, int end) {
    public Stretch {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("No stretch of a text: " + start + " to " + end);
      }
    }
  }

  public FoundSelector {
    where = List.copyOf(where);
    if (value.isEmpty() || where.isEmpty()) {
      throw new IllegalArgumentException("A found selector has a value and a place");
    }
  }

  /** The contact itself. */
  public Selector selector() {
    return new Selector(kind, value);
  }
}
