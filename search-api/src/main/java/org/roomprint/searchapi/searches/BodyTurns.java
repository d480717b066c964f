package org.roomprint.searchapi.searches;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.SearchProblem;

/**
 * Bounds the bodies that are held in memory, by their number and by the bytes they announce. A key
 * that has none need not wait for others that send slowly: of the bodies that come slowly, or have
 * been coming for longer than a while, the oldest of the key that has most of them makes room. Safe
 * to be called from several threads.
 */
final class BodyTurns {
  /** Within this time nobody is pushed out. */
  static final Duration UNDISTURBED = Duration.ofSeconds(5);

  /** Within this time nobody is pushed out whose body comes in steadily; less than the patience. */
  static final Duration STEADY = Duration.ofSeconds(15);

  /** What is steady: two megabits a second. */
  private static final long STEADY_BYTES_PER_SECOND = 256 * 1024;

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final int bodies;
  private final int share;
  private final long bytes;
  private final Duration patience;
  private final List<Held> held = new ArrayList<>();

  /** A body that is coming or there. */
  static final class Held {
    private final String key;
    private final long bytes;
    private final Sender sender;
    private final long begun = System.nanoTime();
    private final long receivedBefore;
    private boolean whole;
    private boolean aborted;

    private Held(String key, long bytes, Sender sender) {
      this.key = key;
      this.bytes = bytes;
      this.sender = sender;
      this.receivedBefore = sender.receivedBytes();
    }

    private boolean mayBePushedOut(long now) {
      long nanos = now - begun;
      if (whole || nanos <= UNDISTURBED.toNanos()) {
        return false;
      }
      double seconds = nanos / 1e9;
      return nanos > STEADY.toNanos()
          || (sender.receivedBytes() - receivedBefore) / seconds < STEADY_BYTES_PER_SECOND;
    }
  }

  /** Whoever sends a body. */
  interface Sender {
    /** Bytes that came so far, of whatever request. */
    long receivedBytes();

    /** Ends the request while its body is still coming. */
    void abort();
  }

  /**
   * With these bounds.
   *
   * @param bodies at once, at least 2
   * @param share of one key
   * @param bytes of all of them together; a single one may have more
   * @param patience how long anybody waits
   */
  BodyTurns(int bodies, int share, long bytes, Duration patience) {
    if (bodies < 2 || share < 1 || share >= bodies) {
      throw new IllegalArgumentException(
          "At least 2 bodies, and fewer of one key, not " + bodies + " and " + share);
    }
    this.bodies = bodies;
    this.share = share;
    this.bytes = bytes;
    this.patience = patience;
  }

  /**
   * Waits until a body may be taken in, to be given back by {@link #leave}.
   *
   * @param announced bytes of the body
   * @param sender of the body
   * @throws ProblemException when there is no room within the patience
   */
  synchronized Held enter(String key, long announced, Sender sender) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (isFullFor(announced) || of(key) >= share) {
        if (isFullFor(announced) && of(key) == 0) {
          makeRoom();
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new ProblemException(
              SearchProblem.BUSY, "Other searches are coming in; try again in a few seconds");
        }
        wait(Math.min(left, LOOK_AGAIN_MILLIS));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProblemException(
          SearchProblem.BUSY, "The service is being stopped; try again later");
    }
    Held mine = new Held(key, announced, sender);
    held.add(mine);
    return mine;
  }

  /** The body is there as a whole; it is no longer one that makes room. */
  synchronized void whole(Held body) {
    body.whole = true;
  }

  /** The body is no longer held. */
  synchronized void leave(Held body) {
    held.remove(body);
    notifyAll();
  }

  private boolean isFullFor(long announced) {
    long sum = held.stream().mapToLong(one -> one.bytes).sum();
    return held.size() >= bodies || (!held.isEmpty() && sum + announced > bytes);
  }

  private long of(String key) {
    return held.stream().filter(one -> one.key.equals(key)).count();
  }

  private void makeRoom() {
    if (held.stream().anyMatch(one -> one.aborted)) {
      return;
    }
    long now = System.nanoTime();
    held.stream()
        .filter(one -> one.mayBePushedOut(now))
        .max(
            Comparator.<Held>comparingLong(one -> of(one.key))
                .thenComparingLong(one -> now - one.begun))
        .ifPresent(one -> {
          one.aborted = true;
          one.sender.abort();
        });
  }
}
