package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.roomprint.searchapi.http.Gatekeeper;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;

/**
 * Bounds how many searches are worked on at once, and with them the memory that query images take.
 *
 * <p>A search takes a slot when its body is there, not before: a sender who is slow, or means to
 * be, waits at his own expense. Bodies in memory are bounded too, in all and for each key, so that
 * one key cannot shut out the others by beginning requests and not ending them.
 */
public final class SearchSlots {
  private final Semaphore slots;
  private final Semaphore bodies;
  private final Map<String, Semaphore> bodiesOfKey = new ConcurrentHashMap<>();
  private final int maxBodiesOfKey;
  private final Duration patience;

  /**
   * Sets the bounds.
   *
   * @param searches at once, at least 1
   * @param bodies held in memory at once, at least 2; one key may have half of them
   * @param patience how long a search waits for each of its turns
   */
  public SearchSlots(int searches, int bodies, Duration patience) {
    if (searches < 1 || bodies < 2) {
      throw new IllegalArgumentException(
          "At least 1 search and 2 bodies at once, not " + searches + " and " + bodies);
    }
    this.slots = new Semaphore(searches, true);
    this.bodies = new Semaphore(bodies, true);
    this.maxBodiesOfKey = bodies / 2;
    this.patience = patience;
  }

  /** Takes a search's body in, and runs the search when it is its turn. */
  <T> T run(Context context, Supplier<T> search) {
    Semaphore ofKey =
        bodiesOfKey.computeIfAbsent(
            Gatekeeper.keyId(context), _ -> new Semaphore(maxBodiesOfKey, true));
    return inTurn(
        ofKey,
        () ->
            inTurn(
                bodies,
                () -> {
                  QueryPictures.receive(context);
                  return inTurn(slots, search);
                }));
  }

  private <T> T inTurn(Semaphore turns, Supplier<T> work) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            ProblemType.BUSY, "Other searches are going on; try again in a few seconds");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.BUSY, "The service is being stopped; try again later");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
