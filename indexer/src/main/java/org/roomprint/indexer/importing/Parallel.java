package org.roomprint.indexer.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to many things beside one another, keeping their order. */
final class Parallel {
  private Parallel() {}

  /** Begins the work on all items; {@link Results#await} gives what came of it. */
  static <T, R> Results<R> start(ExecutorService workers, List<T> items, Function<T, R> work) {
    List<Future<R>> futures = new ArrayList<>(items.size());
    for (T item : items) {
      futures.add(workers.submit(() -> work.apply(item)));
    }
    return new Results<>(futures);
  }

  /** What comes of the work, in the order of the items. */
  static final class Results<R> {
    private final List<Future<R>> futures;

    private Results(List<Future<R>> futures) {
      this.futures = futures;
    }

    /** Waits for all of it. */
    List<R> await() throws IOException {
      List<R> results = new ArrayList<>(futures.size());
      for (Future<R> future : futures) {
        try {
          results.add(future.get());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("Interrupted", e);
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException fault) {
            throw fault;
          }
          throw new IOException("A picture could not be dealt with", e.getCause());
        }
      }
      return results;
    }
  }
}
