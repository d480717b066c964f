package org.roomprint.indexer.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands out the entries of a source one after another and holds no more of them in memory, however
 * many there are. The same source gives the same entries in the same order. Used by one thread.
 *
 * @param <T> what a good entry holds
 */
public interface SourceReader<T> extends AutoCloseable {
  /**
   * The next entry, or empty at the end.
   *
   * @throws SourceException when the source as a whole cannot be read
   */
  Optional<SourceItem<T>> next();

  /** Closes what it reads. */
  @Override
  void close();

  /** All entries that are left, for sources that are known to be small; closes it. */
  default List<SourceItem<T>> all() {
    try (this) {
      List<SourceItem<T>> items = new ArrayList<>();
      for (Optional<SourceItem<T>> item = next(); item.isPresent(); item = next()) {
        items.add(item.get());
      }
      return items;
    }
  }

  /** A reader of entries that are there already. */
  static <T> SourceReader<T> of(List<SourceItem<T>> items) {
    var left = items.iterator();
    return new SourceReader<>() {
      @Override
      public Optional<SourceItem<T>> next() {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
