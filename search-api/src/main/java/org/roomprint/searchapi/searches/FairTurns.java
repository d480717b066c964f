package org.roomprint.searchapi.searches;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.SearchProblem;

/**
 * Gives turns to keys rather than to requests: of those that wait, the key that has the fewest
 * turns at the moment comes next, and of these the one that was served longest ago; none has more
 * than its share. Safe to be called from several threads.
 */
final class FairTurns {
  private final int turns;
  private final int share;
  private final Duration patience;
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, Long> servedAt = new HashMap<>();
  private int taken;
  private long served;

  private static final class Waiter {
    final String key;
    boolean granted;

    Waiter(String key) {
      this.key = key;
    }
  }

  /**
   * With these bounds.
   *
   * @param turns at once, at least 1
   * @param share of one key, 1 to {@code turns}
   * @param patience how long anybody waits
   */
  FairTurns(int turns, int share, Duration patience) {
    if (turns < 1 || share < 1 || share > turns) {
      throw new IllegalArgumentException(
          "At least 1 turn and a share of 1 to all of them, not " + turns + " and " + share);
    }
    this.turns = turns;
    this.share = share;
    this.patience = patience;
  }

  /**
   * Waits for a turn, to be given back by {@link #leave}.
   *
   * @throws ProblemException when none comes within the patience
   */
  synchronized void enter(String key) {
    Waiter waiter = new Waiter(key);
    waiting.add(waiter);
    dispatch();
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!waiter.granted) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          waiting.remove(waiter);
          throw new ProblemException(
              SearchProblem.BUSY, "Other searches are going on; try again in a few seconds");
        }
        wait(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      if (waiter.granted) {
        leave(key);
      } else {
        waiting.remove(waiter);
      }
      throw new ProblemException(
          SearchProblem.BUSY, "The service is being stopped; try again later");
    }
  }

  /** Gives a turn back. */
  synchronized void leave(String key) {
    taken--;
    running.compute(key, (_, count) -> count == null || count == 1 ? null : count - 1);
    dispatch();
  }

  private void dispatch() {
    while (taken < turns) {
      Optional<Waiter> next =
          waiting.stream()
              .filter(one -> runningOf(one.key) < share)
              .min(
                  Comparator.<Waiter>comparingInt(one -> runningOf(one.key))
                      .thenComparingLong(one -> servedAt.getOrDefault(one.key, 0L)));
      if (next.isEmpty()) {
        return;
      }
      Waiter chosen = next.get();
      waiting.remove(chosen);
      chosen.granted = true;
      taken++;
      running.merge(chosen.key, 1, Integer::sum);
      servedAt.put(chosen.key, ++served);
      notifyAll();
    }
  }

  private int runningOf(String key) {
    return running.getOrDefault(key, 0);
  }
}
