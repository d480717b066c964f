package org.roomprint.indexer.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs, each with a clock of its own. One that fails is logged and tried again at its next time,
 * and holds up no other.
 */
public final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
  private static final int ENDED_WITHIN_SECONDS = 60;

  private final ScheduledExecutorService threads;

  /** Something to be done again and again. */
  @FunctionalInterface
  public interface Job {
    /** Does it once. */
    void run() throws Exception;
  }

  /**
   * A schedule without jobs.
   *
   * @param jobs as many threads as there will be jobs, so that none waits for another
   */
  public Schedule(int jobs) {
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newScheduledThreadPool(
            jobs,
            work -> {
              Thread thread = new Thread(work, "job-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does a job at once, and again whenever this time has passed since its end.
   *
   * @param name what a failure is logged under
   */
  public void every(Duration time, String name, Job job) {
    var _ =
        threads.scheduleWithFixedDelay(
            () -> attempt(name, job), 0, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String name, Job job) {
    try {
      job.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      LOG.error("{} failed and will be tried again: {}", name, String.valueOf(e.getMessage()), e);
    }
  }

  /** Ends all jobs; one that is being done is done first. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
