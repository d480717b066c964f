package org.roomprint.indexer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Where an import's time goes: thread time by step; safe to be called from several threads. */
public final class StepTimes {
  /** A step of the way from a file to the index. */
  public enum Step {
    /** Reading the file and hashing its bytes. */
    READ,
    /** Gate and decoder worker. */
    DECODE,
    /** Re-encoding without metadata and writing the kept file. */
    SANITISE,
    /** Writing records. */
    CATALOG,
    /** Reading and decoding the kept file. */
    READ_KEPT,
    /** PDQ hash. */
    HASH,
    /** Embedding. */
    EMBED,
    /** Local features. */
    LOCAL_FEATURES,
    /** Leaving the description for the one who indexes. */
    HAND_OVER,
    /** Writing the index. */
    INDEX
  }

  private final Map<Step, LongAdder> nanoseconds = new EnumMap<>(Step.class);

  /** All zero. */
  public StepTimes() {
    for (Step step : Step.values()) {
      nanoseconds.put(step, new LongAdder());
    }
  }

  /** Adds time to a step. */
  public void add(Step step, long nanos) {
    adder(step).add(nanos);
  }

  /** Time of a step so far, in nanoseconds. */
  public long of(Step step) {
    return adder(step).sum();
  }

  /** Time of all steps so far, in nanoseconds. */
  public long total() {
    return nanoseconds.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private LongAdder adder(Step step) {
    return java.util.Objects.requireNonNull(nanoseconds.get(step));
  }
}
