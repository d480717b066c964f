package org.roomprint.indexer.source;

import java.util.List;

/**
 * One line, file or object of a source.
 *
 * @param <T> what a good one holds
 */
public sealed interface SourceItem<T> {
  /**
   * How the source names it: a path relative to the source or a line number; unique within the
   * source.
   */
  String reference();

  /** Whether it is, or was meant to be, a record: what was passed over is none. */
  default boolean isOffered() {
    return switch (this) {
      case Read<T> _, Unreadable<T> _ -> true;
      case PassedOver<T> _ -> false;
    };
  }

  /**
   * It could be read.
   *
   * @param value what it says
   * @param notes what of it was left out or read otherwise than it is written
   */
  record Read<T>(String reference, T value, List<SourceNote> notes) implements SourceItem<T> {
    public Read {
      notes = List.copyOf(notes);
    }

    /** It could be read as it is written. */
    public Read(String reference, T value) {
      this(reference, value, List.of());
    }
  }

  /**
   * It could not.
   *
   * @param reason stable name, such as {@code MISSING_COLUMN}
   * @param detail what was wrong and what would be right
   */
  record Unreadable<T>(String reference, String reason, String detail) implements SourceItem<T> {
    /** The reason of what stands for an unknown number of records that are lost. */
    public static final String REST_UNREADABLE = "REST_UNREADABLE";
  }

  /**
   * It is no record and was not meant to be one, such as a thumbnail, a text among pictures, or a
   * column that nobody knows.
   *
   * @param reason stable name of its kind
   * @param detail what it is, and what would be done if it were meant
   */
  record PassedOver<T>(String reference, String reason, String detail) implements SourceItem<T> {}
}
