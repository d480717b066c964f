package org.roomprint.indexer.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.roomprint.base.Texts;

/**
 * One record of a list as it is written, from which values are taken by the name of their column or
 * field: what is needed and cannot be read is a {@link BadValue}, what may be missing is left out
 * with a note. So one value costs no record.
 */
abstract class Entry {
  /** What spreadsheets make of a long number. */
  private static final Pattern EATEN_NUMBER = Pattern.compile("[+-]?\\d([.,]\\d+)?[eE]\\+\\d+");

  /** What spreadsheets show in place of a value. */
  private static final Set<String> SPREADSHEET_ERRORS =
      Set.of("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!");

  private static final Pattern FILLING = Pattern.compile("#{4,}");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u0085\\u2028\\u2029]+");

  private final String reference;
  private final String kind;
  private final List<SourceNote> notes = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param reference how the source names it
   * @param kind the source's word for what a value stands in, such as {@code column}
   */
  Entry(String reference, String kind) {
    this.reference = reference;
    this.kind = kind;
  }

  /** How the source names it. */
  final String reference() {
    return reference;
  }

  /** What was left out so far, or read otherwise than it is written. */
  final List<SourceNote> notes() {
    return List.copyOf(notes);
  }

  /** Whether it speaks of this at all. */
  abstract boolean speaksOf(String name);

  /**
   * The value as a text, without spaces around it; empty when it says nothing or that there is
   * none.
   *
   * @throws BadValue when it cannot be read
   */
  abstract Optional<String> text(String name);

  /** The text as it is written, spaces and all; empty when there is none. */
  abstract Optional<String> written(String name);

  /** The values of a list, in order; empty for one that is no text. */
  abstract List<Optional<String>> texts(String name);

  /** Notes what was left out, or read otherwise than it is written. */
  final void note(String name, String reason, String detail) {
    notes.add(new SourceNote(reference + ", " + kind + " '" + name + "'", reason, detail));
  }

  /** A value that must be there, as a text of the catalog. */
  final String needed(String name) {
    return needed(name, Function.identity());
  }

  /** An id that must be there. */
  final String neededId(String name) {
    return needed(name, value -> Texts.requireId(name.replace('_', ' '), value));
  }

  private String needed(String name, Function<String, String> check) {
    String place = "in " + kind + " '" + name + "'";
    try {
      String value =
          text(name)
              .orElseThrow(() ->
                  new BadValue(
                      "MISSING_VALUE",
                      (kind.equals("column") ? "Column" : "Field") + " '" + name + "' is empty"));
      return check.apply(Texts.requireLabel("value", unspoilt(oneLine(name, value))));
    } catch (BadValue e) {
      throw e.detail().contains("'" + name + "'")
          ? e
          : new BadValue(e.reason(), e.detail() + " (" + place + ")");
    } catch (IllegalArgumentException e) {
      throw new BadValue(BadValue.INVALID, e.getMessage() + " (" + place + ")");
    }
  }

  /**
   * A value that may be missing.
   *
   * @param field is added to {@code said} when there is such a value, or it is said that there is
   *     none; what cannot be read says nothing
   * @param read reads it; an {@link IllegalArgumentException} or a {@link BadValue} leaves it out
   */
  final <F, T> Optional<T> optional(
      String name, F field, Set<? super F> said, Function<String, T> read) {
    if (!speaksOf(name)) {
      return Optional.empty();
    }
    try {
      Optional<String> text = text(name);
      Optional<T> value = text.map(Entry::unspoilt).map(read);
      said.add(field);
      return value;
    } catch (BadValue e) {
      note(name, e.reason(), e.detail() + "; it is left out");
    } catch (IllegalArgumentException e) {
      note(name, BadValue.INVALID, e.getMessage() + "; it is left out");
    }
    return Optional.empty();
  }

  /** A name, place or address that may be missing; line breaks in it become spaces. */
  final <F> Optional<String> label(String name, F field, Set<? super F> said) {
    return optional(
        name,
        field,
        said,
        value -> Texts.requireLabel(name.replace('_', ' '), oneLine(name, value)));
  }

  private String oneLine(String name, String value) {
    if (value
        .chars()
        .noneMatch(
            c -> c == '\n' || c == '\r' || c == '\t' || c == 0x0B || c == 0x0C || c == 0x85)) {
      return value;
    }
    note(name, "LINE_BREAK", "The line breaks and tabs within it are read as spaces");
    return SPACES.matcher(value).replaceAll(" ").strip();
  }

  /** Holds that it is what somebody wrote and not what a spreadsheet made of it. */
  private static String unspoilt(String value) {
    if (EATEN_NUMBER.matcher(value).matches()) {
      throw new BadValue(
          "EATEN_BY_SPREADSHEET",
          "A spreadsheet has rounded it to '"
              + value
              + "'; make the list again from its source, with the column as text");
    }
    if (SPREADSHEET_ERRORS.contains(value) || FILLING.matcher(value).matches()) {
      throw new BadValue(
          "EATEN_BY_SPREADSHEET", "It holds '" + value + "', a spreadsheet's word for an error");
    }
    return value;
  }
}
