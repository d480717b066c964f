package org.roomprint.vectors.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * One decoder process, seen from its parent; used by one thread at a time.
 *
 * <p>Once it failed to answer in time, crashed or answered nonsense it is ended and of no more use.
 */
final class DecoderProcess implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_WARNING_CHARACTERS = 4_096;
  private static final int MAX_LINE_CHARACTERS = 4_096;

  /** What a worker may print before each answer, in bytes; no codec prints as much. */
  private static final int MAX_PRINTED_BYTES = 1 << 20;

  private static final int UNKNOWN = -1;

  /** What a Java machine without work uses between two looks is far below. */
  private static final Duration MAX_PROCESSOR_TIME_WHEN_IDLE = Duration.ofSeconds(1);

  private static final Duration PATIENCE_WITH_THE_DEAD = Duration.ofSeconds(1);

  private final Process process;
  private final String mark;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final BlockingQueue<Warnings> warnings = new ArrayBlockingQueue<>(1);
  private final ScheduledExecutorService watchdog;
  private final AtomicInteger picturesDecoded = new AtomicInteger();
  private boolean filtered;
  private int decodedWhenSeen = UNKNOWN;
  private Duration usedWhenSeen = Duration.ZERO;

  /** Whether it was asked for something that it has not answered yet, its start included. */
  private volatile boolean busy = true;

  private volatile boolean ended;

  /**
   * What the process printed.
   *
   * @param whole whether the process said that this was all
   */
  private record Warnings(String printed, boolean whole) {}

  /**
   * Takes a process that was started.
   *
   * @param mark by which {@link WorkerCommand#toProcess} marked it
   */
  DecoderProcess(Process process, String mark, ScheduledExecutorService watchdog) {
    this.process = process;
    this.mark = mark;
    this.watchdog = watchdog;
    this.requests =
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
    this.answers =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
    Thread reader = new Thread(this::readWarnings, "decoder-warnings-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process and waits until it can decode.
   *
   * @param starter starts it: on Linux a process may ask to end with the thread that started it, so
   *     that thread must live as long
   * @param watchdog ends what takes too long, and must be kept waiting by nothing else
   * @throws IOException when it is not ready in time, with what it printed
   */
  static DecoderProcess start(
      WorkerCommand command,
      Duration limit,
      ExecutorService starter,
      ScheduledExecutorService watchdog)
      throws IOException {
    String mark = UUID.randomUUID().toString();
    DecoderProcess decoder = new DecoderProcess(spawn(command, mark, starter), mark, watchdog);
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm;
    try {
      alarm = decoder.endAfter(limit, late);
    } catch (RejectedExecutionException e) {
      decoder.close();
      throw new IOException("The decoder was closed while a process started", e);
    }
    try {
      decoder.filtered =
          switch (decoder.answers.readInt()) {
            case WorkerProtocol.READY -> false;
            case WorkerProtocol.READY_AND_FILTERED -> true;
            default -> throw new WorkerProtocol.BreachException("it did not say that it was ready");
          };
      decoder.takeWarnings(limit);
      decoder.busy = false;
      return decoder;
    } catch (IOException e) {
      // A process that ended has printed all; what was not read yet is lost when it is closed.
      Optional<Warnings> last = decoder.pollWarnings(PATIENCE_WITH_THE_DEAD);
      decoder.close();
      String printed =
          last.or(() -> decoder.pollWarnings(PATIENCE_WITH_THE_DEAD))
              .map(Warnings::printed)
              .orElse("nothing");
      throw new IOException(
          "The decoder process did not start"
              + (late.get() ? " within " + limit.toSeconds() + " s" : "")
              + "; it printed: "
              + printed,
          e);
    } finally {
      alarm.cancel(false);
    }
  }

  private static Process spawn(WorkerCommand command, String mark, ExecutorService starter)
      throws IOException {
    try {
      return starter.submit(() -> command.toProcess(mark).start()).get();
    } catch (ExecutionException e) {
      throw new IOException("The decoder process could not be started", e.getCause());
    } catch (RejectedExecutionException e) {
      throw new IOException("The decoder was closed while a process started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Starting a decoder process was interrupted", e);
    }
  }

  /** The verdict on a file that the gate admitted, at the latest when the limit is over. */
  DecodeOutcome decode(byte[] bytes, Admitted file, int maxSidePixels, Duration limit) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm = null;
    try {
      alarm = endAfter(limit, late);
      busy = true;
      WorkerProtocol.writeRequest(requests, bytes, maxSidePixels);
      DecodeOutcome outcome = WorkerProtocol.readOutcome(answers, file, maxSidePixels);
      String printed = takeWarnings(limit);
      busy = false;
      picturesDecoded.incrementAndGet();
      return outcome instanceof Decoded && file.format() == PictureFormat.JPEG
          ? CodecWarnings.judge(printed).map(DecodeOutcome.class::cast).orElse(outcome)
          : outcome;
    } catch (IOException | RejectedExecutionException e) {
      close();
      return late.get()
          ? new Refused(
              RefusalReason.TIMED_OUT,
              "Decoding took longer than "
                  + limit.toMillis()
                  + " ms; send the picture in an ordinary size and format")
          : new Refused(
              RefusalReason.DECODER_CRASHED,
              "The decoder process ended while it decoded this file; send the picture saved anew");
    } finally {
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  /** Pictures that it gave a verdict on. */
  int picturesDecoded() {
    return picturesDecoded.get();
  }

  /** Whether the worker took its own system calls away before it became ready. */
  boolean isFiltered() {
    return filtered;
  }

  /**
   * Whether it may be asked again: a process that was told to end may still take its time, and one
   * that answers without having been asked is not trusted.
   */
  boolean isUsable() {
    try {
      return !ended && process.isAlive() && answers.available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Ends the process when it worked since the last call of this without having been asked; called
   * by one thread.
   */
  void endWhenItWorksUnasked() {
    int decoded = picturesDecoded.get();
    Duration used = processorTime();
    if (!busy
        && decoded == decodedWhenSeen
        && used.minus(usedWhenSeen).compareTo(MAX_PROCESSOR_TIME_WHEN_IDLE) > 0) {
      close();
    }
    decodedWhenSeen = busy ? UNKNOWN : decoded;
    usedWhenSeen = used;
  }

  /** Of all processes that are this one: a helper that closes it off may stand around it. */
  private Duration processorTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(handle -> handle.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    ended = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (busy) {
      endOrphans();
    }
  }

  /**
   * Bubblewrap's child waits for ever when bubblewrap is ended before it set the child up. The
   * child may have been made at any moment before the end, so it is looked for after that.
   */
  private void endOrphans() {
    try {
      boolean _ = process.waitFor(PATIENCE_WITH_THE_DEAD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    WorkerCommand.processesWith(mark).forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Sets an alarm that ends the process.
   *
   * @throws RejectedExecutionException when the decoder was closed
   */
  private ScheduledFuture<?> endAfter(Duration limit, AtomicBoolean late) {
    return watchdog.schedule(
        () -> {
          late.set(true);
          process.destroyForcibly();
        },
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** What was printed before the mark; the last of it comes before the answer. */
  private String takeWarnings(Duration limit) throws IOException {
    Optional<Warnings> taken = pollWarnings(limit.plus(PATIENCE_WITH_THE_DEAD));
    if (taken.isEmpty() || !taken.get().whole()) {
      throw new WorkerProtocol.BreachException("The worker did not end its warnings");
    }
    return taken.get().printed();
  }

  private Optional<Warnings> pollWarnings(Duration limit) {
    try {
      return Optional.ofNullable(warnings.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Reads to the end so that the worker never waits, and keeps the first of each picture, within
   * bounds; ends a worker that prints more than any codec does, or while it has nothing to do.
   */
  private void readWarnings() {
    StringBuilder printed = new StringBuilder();
    StringBuilder line = new StringBuilder();
    int bytes = 0;
    byte[] buffer = new byte[MAX_LINE_CHARACTERS];
    try (InputStream stream = process.getErrorStream()) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        bytes += read;
        if (!busy || bytes > MAX_PRINTED_BYTES) {
          close();
          return;
        }
        for (int i = 0; i < read; i++) {
          if (buffer[i] != '\n') {
            if (line.length() < MAX_LINE_CHARACTERS) {
              line.append((char) (buffer[i] & 0x7f));
            }
            continue;
          }
          if (line.toString().equals(WorkerProtocol.END_OF_WARNINGS)) {
            if (!warnings.offer(new Warnings(printed.toString(), true))) {
              close(); // it ended its warnings twice
              return;
            }
            printed.setLength(0);
            bytes = 0;
          } else if (printed.length() + line.length() < MAX_WARNING_CHARACTERS) {
            printed.append(line).append('\n');
          }
          line.setLength(0);
        }
      }
    } catch (IOException e) {
      // The process ended while a line was read: what it printed so far stays.
    } finally {
      boolean _ = warnings.offer(new Warnings(printed.toString(), false));
    }
  }
}
