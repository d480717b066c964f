package org.roomprint.searchapi.searches;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;

/**
 * Bounds how many searches are worked on at once, and with them the memory that query images take.
 */
public final class SearchSlots {
  private final Semaphore slots;
  private final Duration patience;

  /**
   * Sets the bound.
   *
   * @param searches at once, at least 1
   * @param patience how long a search waits for its turn
   */
  public SearchSlots(int searches, Duration patience) {
    this.slots = new Semaphore(searches, true);
    this.patience = patience;
  }

  /** Runs a search when it is its turn. */
  <T> T run(Supplier<T> search) {
    try {
      if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            ProblemType.BUSY, "Other searches are going on; try again in a few seconds");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.BUSY, "The service is being stopped; try again later");
    }
    try {
      return search.get();
    } finally {
      slots.release();
    }
  }
}
