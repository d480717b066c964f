package org.roomprint.vectors.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final Duration PATIENCE_WITH_THE_DEAD = Duration.ofSeconds(1);

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final BlockingQueue<Warnings> warnings = new ArrayBlockingQueue<>(1);
  private final ScheduledExecutorService watchdog;
  private int picturesDecoded;
  private volatile boolean ended;

  /**
   * What the process printed.
   *
   * @param whole whether the process said that this was all
   */
  private record Warnings(String printed, boolean whole) {}

  private DecoderProcess(Process process, ScheduledExecutorService watchdog) {
    this.process = process;
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
   * @throws IOException when it is not ready in time, with what it printed
   */
  static DecoderProcess start(
      WorkerCommand command, Duration limit, ScheduledExecutorService watchdog) throws IOException {
    DecoderProcess decoder = new DecoderProcess(command.toProcess().start(), watchdog);
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm;
    try {
      alarm = decoder.endAfter(limit, late);
    } catch (RejectedExecutionException e) {
      decoder.close();
      throw new IOException("The decoder was closed while a process started", e);
    }
    try {
      if (decoder.answers.readInt() != WorkerProtocol.READY) {
        throw new WorkerProtocol.BreachException("it did not say that it was ready");
      }
      decoder.takeWarnings(limit);
      return decoder;
    } catch (IOException e) {
      decoder.close();
      String printed =
          decoder.pollWarnings(PATIENCE_WITH_THE_DEAD).map(Warnings::printed).orElse("nothing");
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

  /** The verdict on a file that the gate admitted, at the latest when the limit is over. */
  DecodeOutcome decode(byte[] bytes, Admitted file, int maxSidePixels, Duration limit) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm = null;
    try {
      alarm = endAfter(limit, late);
      WorkerProtocol.writeRequest(requests, bytes, maxSidePixels);
      DecodeOutcome outcome = WorkerProtocol.readOutcome(answers, file, maxSidePixels);
      String printed = takeWarnings(limit);
      picturesDecoded++;
      return outcome instanceof Decoded && file.format() == PictureFormat.JPEG
          ? CodecWarnings.judge(printed, bytes).map(DecodeOutcome.class::cast).orElse(outcome)
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
    return picturesDecoded;
  }

  /** Whether it may be asked again; a process that was told to end may still take its time. */
  boolean isUsable() {
    return !ended && process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    ended = true;
    process.destroyForcibly();
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
    Optional<Warnings> taken = pollWarnings(limit);
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

  /** Reads to the end so that the worker never waits, and keeps the first of each picture. */
  private void readWarnings() {
    StringBuilder printed = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(WorkerProtocol.END_OF_WARNINGS)) {
          warnings.put(new Warnings(printed.toString(), true));
          printed.setLength(0);
        } else if (printed.length() + line.length() < MAX_WARNING_CHARACTERS) {
          printed.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      // The process ended while a line was read: what it printed so far stays.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      boolean _ = warnings.offer(new Warnings(printed.toString(), false));
    }
  }
}
