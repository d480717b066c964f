package org.roomprint.indexer.source;

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

  /**
   * It could be read.
   *
   * @param value what it says
   */
  record Read<T>(String reference, T value) implements SourceItem<T> {}

  /**
   * It could not.
   *
   * @param reason stable name, such as {@code MISSING_COLUMN}
   * @param detail what was wrong and what would be right
   */
  record Unreadable<T>(String reference, String reason, String detail) implements SourceItem<T> {}
}
