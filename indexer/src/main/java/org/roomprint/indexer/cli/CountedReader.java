package org.roomprint.indexer.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceReader;

/** Counts the records of a source as they are handed out, and looks whether there are any. */
final class CountedReader<T> implements SourceReader<T> {
  /** So many entries that are no records are looked at before the import begins all the same. */
  private static final int MAX_AHEAD = 1_000;

  private final SourceReader<T> source;
  private final Deque<SourceItem<T>> ahead = new ArrayDeque<>();
  private long offered;

  CountedReader(SourceReader<T> source) {
    this.source = source;
  }

  /** Whether the source holds a record, or so much else that it may hold one further on. */
  boolean holdsSomething() {
    while (ahead.size() < MAX_AHEAD) {
      Optional<SourceItem<T>> item = source.next();
      if (item.isEmpty()) {
        return false;
      }
      ahead.add(item.get());
      if (item.get().isOffered()) {
        return true;
      }
    }
    return true;
  }

  /** Entries that are held since they were looked at. */
  int ahead() {
    return ahead.size();
  }

  @Override
  public Optional<SourceItem<T>> next() {
    Optional<SourceItem<T>> item = Optional.ofNullable(ahead.poll()).or(source::next);
    if (item.isPresent()) {
      offered += item.get().isOffered() ? 1 : 0;
    }
    return item;
  }

  /** Records, good and bad, among them. */
  long offered() {
    return offered;
  }

  @Override
  public void close() {
    source.close();
  }
}
