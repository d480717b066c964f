package org.roomprint.inbox.sql;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to touch an upload's file: that of the newest request for it. An older one,
 * which may hang on a connection that broke long ago, learns at its next step that its turn is
 * over.
 */
final class UploadTurns {
  private final Map<String, Entry> entries = new HashMap<>();

  /** What is done with a file within a step. */
  interface FileWork<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private static final class Entry {
    final ReentrantLock lock = new ReentrantLock();
    int turns;
    long newest;
  }

  /** Begins a turn, which ends every older one for the same upload. */
  Turn take(String uploadId) {
    synchronized (entries) {
      Entry entry = entries.computeIfAbsent(uploadId, _ -> new Entry());
      entry.turns++;
      return new Turn(uploadId, entry, ++entry.newest);
    }
  }

  /** The right to touch one file, until a newer request takes it over. */
  final class Turn implements AutoCloseable {
    private final String uploadId;
    private final Entry entry;
    private final long number;

    private Turn(String uploadId, Entry entry, long number) {
      this.uploadId = uploadId;
      this.entry = entry;
      this.number = number;
    }

    /**
     * Does some work on the file while nobody else touches it.
     *
     * @return what the work returned; empty, and nothing done, if the turn is over
     */
    <T> Optional<T> step(FileWork<T> work) throws IOException {
      entry.lock.lock();
      try {
        synchronized (entries) {
          if (entry.newest != number) {
            return Optional.empty();
          }
        }
        return Optional.of(work.run());
      } finally {
        entry.lock.unlock();
      }
    }

    @Override
    public void close() {
      synchronized (entries) {
        if (--entry.turns == 0) {
          entries.remove(uploadId);
        }
      }
    }
  }
}
