package org.roomprint.indexer.indexing;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.describing.DescribeLoop;
import org.roomprint.indexer.describing.DescribeWorker;

/**
 * Keeps an index up to date with the catalog, by threads of its own: one that follows, one that
 * claims what is to be described, and those that describe. Others write the catalog meanwhile, in
 * this process and in others, and wait here for what they wrote, if they want to.
 */
public final class BackgroundIndexing implements CatchUp, AutoCloseable {
  /** A commit is made for whoever waits for it, and every so many pictures. */
  public static final Duration ONLY_WHEN_AWAITED = Duration.ofDays(365);

  /** How often it looks for what others wrote or described. */
  private static final long LOOK_EVERY_MILLIS = 300;

  /** A commit may wait so many times longer while more and more comes. */
  private static final int MOST_COMMITS_LEFT_OUT = 10;

  private final Catalog catalog;
  private final IndexFollower follower;
  private final Duration commitAfter;
  private final DescribeLoop describing;
  private final Thread thread;
  private final LongAdder dealtWith = new LongAdder();
  private final Object monitor = new Object();

  // Guarded by the monitor.

  /** Something may have come since it was looked for. */
  private boolean stirred;

  /** The first change that somebody waits for. */
  private long awaited = Long.MAX_VALUE;

  private boolean closing;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * Starts the threads.
   *
   * @param follower used by nobody else until this is closed
   * @param worker describes in this process; its methods are called by nobody else
   * @param commitAfter how long what was taken may wait for its commit when nothing more comes and
   *     nobody waits for it
   */
  public BackgroundIndexing(
      Catalog catalog, IndexFollower follower, DescribeWorker worker, Duration commitAfter) {
    this.catalog = catalog;
    this.follower = follower;
    this.commitAfter = commitAfter;
    this.describing = new DescribeLoop(worker, this::stir, this::fail);
    this.thread = Thread.ofPlatform().daemon().name("follow-catalog").unstarted(this::run);
    thread.start();
  }

  private void run() {
    try {
      follow();
    } catch (InterruptedException _) {
      // closed
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void follow() throws IOException, InterruptedException {
    long last = System.nanoTime();
    long committed = last;
    while (true) {
      int before = dealtWith.intValue();
      boolean isUpToDate = follower.follow(dealtWith::add);
      if (!isUpToDate) {
        describing.stir();
      }
      last = dealtWith.intValue() == before ? last : System.nanoTime();
      committed = follower.hasUncommitted() ? committed : System.nanoTime();
      boolean isDue =
          System.nanoTime() - last >= commitAfter.toNanos()
              || (System.nanoTime() - committed) / MOST_COMMITS_LEFT_OUT >= commitAfter.toNanos();
      boolean wanted;
      synchronized (monitor) {
        wanted = awaited <= follower.sequence();
      }
      if (follower.hasUncommitted() && (wanted || isDue)) {
        follower.commit();
      }
      if (isUpToDate && !follower.hasUncommitted()) {
        follower.purgeIfDue();
      }
      synchronized (monitor) {
        awaited = wanted ? Long.MAX_VALUE : awaited;
        monitor.notifyAll();
        if (!stirred && !closing) {
          monitor.wait(LOOK_EVERY_MILLIS);
        }
        if (closing) {
          return;
        }
        stirred = false;
      }
    }
  }

  /** Says that something may have come; it is looked for from time to time without that, too. */
  public void stir() {
    synchronized (monitor) {
      stirred = true;
      monitor.notifyAll();
    }
  }

  private void fail(Throwable cause) {
    synchronized (monitor) {
      failure = failure.or(() -> closing ? Optional.empty() : Optional.of(cause));
      monitor.notifyAll();
    }
  }

  /** How many changes were dealt with so far. */
  public long dealtWith() {
    return dealtWith.sum();
  }

  /** How many changes are still to be dealt with. */
  public long pending() {
    return catalog.changes().pendingSince(follower.durableSequence());
  }

  /** Throws what has ended it, if something has. */
  public void requireHealthy() throws IOException {
    synchronized (monitor) {
      throwFailure();
    }
  }

  /** What ended it before it was closed. */
  public Optional<Throwable> failure() {
    synchronized (monitor) {
      return failure;
    }
  }

  /**
   * Waits until the index holds all changes up to this one, for good.
   *
   * @param most to wait
   * @return whether it does
   * @throws IOException when describing or indexing has failed
   */
  public boolean await(long sequence, Duration most) throws IOException {
    long until = System.nanoTime() + most.toNanos();
    synchronized (monitor) {
      try {
        while (follower.durableSequence() < sequence) {
          throwFailure();
          if (awaited > sequence) {
            awaited = sequence;
            stirred = true;
            monitor.notifyAll();
          }
          long left = (until - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            return false;
          }
          monitor.wait(left);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while pictures were indexed", e);
      }
    }
  }

  @Override
  public void catchUp() throws IOException {
    long sequence = catalog.changes().latestSequence();
    boolean there = false;
    while (!there) {
      there = await(sequence, Duration.ofMinutes(1));
    }
  }

  private void throwFailure() throws IOException {
    if (failure.isPresent()) {
      switch (failure.get()) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IOException("Indexing failed", failure.get());
      }
    }
  }

  /** Ends the threads; what was not committed is dealt with again by the next one. */
  @Override
  public void close() {
    synchronized (monitor) {
      closing = true;
      monitor.notifyAll();
    }
    describing.close();
    DescribeLoop.join(thread);
  }
}
