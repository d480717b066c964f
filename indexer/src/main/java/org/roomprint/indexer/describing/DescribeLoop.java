package org.roomprint.indexer.describing;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread that lets a worker describe what is wanted, until it is closed; a failure ends it and is
 * told.
 */
public final class DescribeLoop implements AutoCloseable {
  /** How often it looks for work that another process wants. */
  private static final long LOOK_EVERY_MILLIS = 300;

  private final DescribeWorker worker;
  private final Runnable whenLeft;
  private final Consumer<Throwable> whenFailed;
  private final Thread thread;

  /** One permit when there may be something to do, or the end has come. */
  private final Semaphore stirred = new Semaphore(0);

  private volatile boolean closing;

  /**
   * Starts it.
   *
   * @param whenLeft called when a description was left
   * @param whenFailed called with what ended it
   */
  public DescribeLoop(DescribeWorker worker, Runnable whenLeft, Consumer<Throwable> whenFailed) {
    this.worker = worker;
    this.whenLeft = whenLeft;
    this.whenFailed = whenFailed;
    this.thread = Thread.ofPlatform().daemon().name("claim-pictures").unstarted(this::run);
    thread.start();
  }

  private void run() {
    Optional<Throwable> failure = Optional.empty();
    try {
      while (!closing) {
        stirred.drainPermits();
        if (!worker.step(whenLeft)) {
          boolean _ = stirred.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    try {
      worker.giveBack();
    } catch (RuntimeException e) {
      failure = failure.isPresent() ? failure : Optional.of(e);
    }
    failure.ifPresent(whenFailed);
  }

  /** Says that there may be something to do. */
  public void stir() {
    stirred.release();
  }

  /** Ends it; what was begun and not finished is given back. */
  @Override
  public void close() {
    closing = true;
    worker.stop();
    stir();
    join(thread);
  }

  /** Waits for the end of a thread; an interrupt is kept for later. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
