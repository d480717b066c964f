package org.roomprint.vectors.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a stranger's bytes in separate processes with a memory limit and a time limit, closed off
 * from files, network and other processes: whatever the bytes do to the codec, the caller gets a
 * verdict and this process lives on.
 *
 * <p>The gate is passed here first, so most bad files never reach a process. One process more than
 * asked for is kept ready, so that the file after one that crashed its decoder does not wait for a
 * start. A process is replaced after {@link #MAX_PICTURES_PER_PROCESS} pictures, and at once after
 * a crash, a time-out, an answer that does not fit, or work and words that nobody asked for.
 * Callers beyond the number of processes wait their turn.
 *
 * <p>See {@code docs/decisions} for why, and {@code docs/experiments/malformed-pictures.md} for
 * what it costs.
 */
public final class WorkerDecoder implements PictureDecoder {
  /** Longest time that a process may take for one picture. */
  public static final Duration PICTURE_TIME_LIMIT = Duration.ofMillis(3_500);

  /** Longest time that a process may take to start. */
  public static final Duration START_TIME_LIMIT = Duration.ofSeconds(30);

  /** Pictures after which a process is replaced, so that nothing it leaks or carries over lasts. */
  public static final int MAX_PICTURES_PER_PROCESS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(WorkerDecoder.class);
  private static final Duration BETWEEN_LOOKS_AT_THE_IDLE = Duration.ofSeconds(5);
  private static final AtomicBoolean SAID = new AtomicBoolean();
  private static final Duration PAUSE_AFTER_FAILED_START = Duration.ofSeconds(1);

  /**
   * What happened so far.
   *
   * @param verdicts given, those of the gate included
   * @param starts of processes
   * @param crashes processes that ended, or answered nonsense, while they decoded
   * @param timeOuts processes that were ended because they took too long
   */
  public record Counts(long verdicts, long starts, long crashes, long timeOuts) {}

  private final WorkerCommand command;
  private final PictureLimits limits;
  private final Duration pictureTimeLimit;
  private final int maxPicturesPerProcess;
  private final Semaphore turns;
  private final LinkedBlockingDeque<DecoderProcess> idle = new LinkedBlockingDeque<>();
  private final Set<DecoderProcess> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watchdog = oneThread("decoder-watchdog");
  private final ScheduledExecutorService caretaker = oneThread("decoder-caretaker");
  private final LongAdder verdicts = new LongAdder();
  private final LongAdder starts = new LongAdder();
  private final LongAdder crashes = new LongAdder();
  private final LongAdder timeOuts = new LongAdder();
  private volatile boolean closed;

  private WorkerDecoder(
      WorkerCommand command,
      PictureLimits limits,
      int processes,
      Duration pictureTimeLimit,
      int maxPicturesPerProcess) {
    this.command = command;
    this.limits = limits;
    this.pictureTimeLimit = pictureTimeLimit;
    this.maxPicturesPerProcess = maxPicturesPerProcess;
    this.turns = new Semaphore(processes, true);
  }

  private static ScheduledExecutorService oneThread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Starts decoder processes for pictures within the limits where nothing else is set.
   *
   * @param processes pictures to be decoded at the same time, at least 1
   * @throws UncheckedIOException when they cannot be started; the message holds what they printed
   */
  public static WorkerDecoder start(int processes) {
    return start(processes, PictureLimits.defaults());
  }

  /**
   * Starts decoder processes and returns when they are ready.
   *
   * @param processes pictures to be decoded at the same time, at least 1
   * @throws UncheckedIOException when they cannot be started; the message holds what they printed
   */
  public static WorkerDecoder start(int processes, PictureLimits limits) {
    return start(
        new WorkerCommand(DecoderWorker.class),
        limits,
        processes,
        PICTURE_TIME_LIMIT,
        MAX_PICTURES_PER_PROCESS);
  }

  static WorkerDecoder start(
      WorkerCommand command, int processes, Duration pictureTimeLimit, int maxPicturesPerProcess) {
    return start(
        command, PictureLimits.defaults(), processes, pictureTimeLimit, maxPicturesPerProcess);
  }

  private static WorkerDecoder start(
      WorkerCommand command,
      PictureLimits limits,
      int processes,
      Duration pictureTimeLimit,
      int maxPicturesPerProcess) {
    if (processes < 1) {
      throw new IllegalArgumentException("At least one decoder process, not " + processes);
    }
    WorkerDecoder decoder =
        new WorkerDecoder(command, limits, processes, pictureTimeLimit, maxPicturesPerProcess);
    try {
      for (int i = 0; i < processes; i++) {
        decoder.addProcess();
      }
    } catch (IOException e) {
      decoder.close();
      throw new UncheckedIOException(e.getMessage(), e);
    }
    decoder.addProcessInBackground(); // the spare one
    decoder.watchIdle();
    decoder.sayOnceWhatIsMissing();
    return decoder;
  }

  @Override
  public DecodeOutcome decode(byte[] bytes, int maxSidePixels) {
    if (maxSidePixels < 1) {
      throw new IllegalArgumentException(
          "The longer side of a decoded picture is at least 1 px, not " + maxSidePixels);
    }
    Passage passage = Gate.pass(bytes, limits);
    DecodeOutcome outcome =
        switch (passage.verdict()) {
          case TurnedAway refusal -> new Refused(refusal.reason(), refusal.detail());
          case Admitted file ->
              decodeInTurn(passage.picture(), file, limits.side(file, maxSidePixels));
        };
    passage.forget(bytes);
    verdicts.increment();
    return outcome;
  }

  /** What happened so far, for metrics. */
  public Counts counts() {
    return new Counts(verdicts.sum(), starts.sum(), crashes.sum(), timeOuts.sum());
  }

  @Override
  public void close() {
    closed = true;
    watchdog.shutdownNow();
    caretaker.shutdownNow();
    all.forEach(DecoderProcess::close);
  }

  /** The processes that live now. */
  Stream<ProcessHandle> handles() {
    return all.stream().filter(DecoderProcess::isUsable).map(DecoderProcess::handle);
  }

  private DecodeOutcome decodeInTurn(byte[] bytes, Admitted file, int maxSidePixels) {
    if (closed) {
      return noDecoder("was closed");
    }
    turns.acquireUninterruptibly();
    try {
      DecoderProcess process = takeLiving();
      if (process == null) {
        return noDecoder("could not be started");
      }
      DecodeOutcome outcome = process.decode(bytes, file, maxSidePixels, pictureTimeLimit);
      giveBack(process, outcome);
      return outcome;
    } finally {
      turns.release();
    }
  }

  /** A process, or null when none came within the time that a start may take. */
  private @Nullable DecoderProcess takeLiving() {
    long deadline = System.nanoTime() + START_TIME_LIMIT.toNanos();
    while (true) {
      DecoderProcess process = pollIdle(deadline - System.nanoTime());
      if (process == null || process.isUsable()) {
        return process;
      }
      replace(process); // ended while it had nothing to do: no file is to blame
    }
  }

  private @Nullable DecoderProcess pollIdle(long nanos) {
    boolean interrupted = false;
    try {
      long deadline = System.nanoTime() + nanos;
      while (true) {
        try {
          return idle.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watchIdle() {
    long seconds = BETWEEN_LOOKS_AT_THE_IDLE.toSeconds();
    var _ =
        caretaker.scheduleWithFixedDelay(
            () -> all.forEach(DecoderProcess::endWhenItWorksUnasked),
            seconds,
            seconds,
            TimeUnit.SECONDS);
  }

  /** One line in the log of this process, however many decoders it starts. */
  private void sayOnceWhatIsMissing() {
    List<String> missing = new ArrayList<>();
    if (!command.bubblewrap().works()) {
      missing.add("a world without network and files: " + command.bubblewrap().missing());
    }
    if (!all.stream().allMatch(DecoderProcess::isFiltered)) {
      missing.add("a filter of system calls: it needs Linux on x86-64 or 64-bit ARM with seccomp");
    }
    if (!missing.isEmpty() && SAID.compareAndSet(false, true)) {
      LOG.warn("What decodes strangers' pictures lacks {}", String.join("; and ", missing));
    }
  }

  private void giveBack(DecoderProcess process, DecodeOutcome outcome) {
    if (outcome instanceof Refused refused) {
      if (refused.reason() == RefusalReason.TIMED_OUT) {
        timeOuts.increment();
      } else if (refused.reason() == RefusalReason.DECODER_CRASHED) {
        crashes.increment();
      }
    }
    if (!process.isUsable() || process.picturesDecoded() >= maxPicturesPerProcess) {
      replace(process);
    } else {
      idle.addFirst(process);
    }
  }

  private void replace(DecoderProcess process) {
    process.close();
    all.remove(process);
    addProcessInBackground();
  }

  private void addProcessInBackground() {
    Thread.ofPlatform()
        .daemon()
        .name("decoder-start")
        .start(() -> {
          while (!closed) {
            try {
              addProcess();
              return;
            } catch (IOException e) {
              if (!closed) {
                LOG.error("A decoder process could not be started; trying again", e);
                pause();
              }
            }
          }
        });
  }

  private void addProcess() throws IOException {
    DecoderProcess process = DecoderProcess.start(command, START_TIME_LIMIT, caretaker, watchdog);
    starts.increment();
    all.add(process);
    idle.addLast(process);
    if (closed) {
      process.close();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILED_START);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Refused noDecoder(String what) {
    return new Refused(
        RefusalReason.DECODER_CRASHED,
        "The decoder " + what + ", so nothing is known of this file; try again");
  }
}
