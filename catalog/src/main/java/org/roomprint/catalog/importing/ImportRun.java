package org.roomprint.catalog.importing;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.base.Texts;
import org.roomprint.catalog.outcome.PutOutcome;

/**
 * One run of an import, also of one that was stopped.
 *
 * @param runId unique
 * @param kind what was imported
 * @param sourceFingerprint tells whether two runs read the same source; a hash, never a path
 * @param started when
 * @param finished when it came to its end; empty while it runs, and for ever if it was killed
 * @param counts what became of the records so far
 * @param sourceState tells whether the source is as it was when the run began; empty where such a
 *     run cannot be continued
 * @param dealtWith how many entries of the source have been dealt with, those included that earlier
 *     runs had dealt with when this one went on where they were stopped
 */
public record ImportRun(
    String runId,
    Kind kind,
    String sourceFingerprint,
    Instant started,
    Optional<Instant> finished,
    Counts counts,
    String sourceState,
    long dealtWith) {
  /** Longest state of a source, in UTF-16 characters. */
  private static final int MAX_STATE_LENGTH = 128;

  /** What an import brings in. */
  public enum Kind {
    /** Hotels and chains. */
    HOTELS,
    /** Photos of hotels. */
    PHOTOS,
    /** Ads with their images. */
    ADS
  }

  /**
   * What became of the records of a run; each at least 0.
   *
   * @param added were not there before
   * @param changed were there with other values
   * @param unchanged were there exactly so
   * @param withheld had been deleted on purpose
   * @param refused could not be taken, each with a {@link RefusedFile}
   */
  public record Counts(long added, long changed, long unchanged, long withheld, long refused) {
    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public Counts {
      if (added < 0 || changed < 0 || unchanged < 0 || withheld < 0 || refused < 0) {
        throw new IllegalArgumentException("Counts of an import are at least 0");
      }
    }

    /** One more of this outcome. */
    public Counts plus(PutOutcome outcome) {
      return switch (outcome) {
        case ADDED -> new Counts(added + 1, changed, unchanged, withheld, refused);
        case CHANGED -> new Counts(added, changed + 1, unchanged, withheld, refused);
        case UNCHANGED -> new Counts(added, changed, unchanged + 1, withheld, refused);
        case WITHHELD -> new Counts(added, changed, unchanged, withheld + 1, refused);
      };
    }

    /** One more refusal. */
    public Counts plusRefused() {
      return new Counts(added, changed, unchanged, withheld, refused + 1);
    }
  }

  public ImportRun {
    Texts.requireId("import run id", runId);
    Texts.requireId("source fingerprint", sourceFingerprint);
    if (sourceState.length() > MAX_STATE_LENGTH || dealtWith < 0) {
      throw new IllegalArgumentException(
          "The state of a source is a short text, and 0 or more entries have been dealt with");
    }
  }

  /** A run that begins now. */
  public static ImportRun begin(String runId, Kind kind, String sourceFingerprint, Instant now) {
    return begin(runId, kind, sourceFingerprint, now, "", 0);
  }

  /** A run that begins now, with what an earlier one that was stopped has not dealt with. */
  public static ImportRun begin(
      String runId,
      Kind kind,
      String sourceFingerprint,
      Instant now,
      String sourceState,
      long dealtWith) {
    return new ImportRun(
        runId, kind, sourceFingerprint, now, Optional.empty(), Counts.NONE, sourceState, dealtWith);
  }

  /** The same run with these counts. */
  public ImportRun withCounts(Counts newCounts) {
    return new ImportRun(
        runId, kind, sourceFingerprint, started, finished, newCounts, sourceState, dealtWith);
  }

  /** The same run when so many entries of the source have been dealt with. */
  public ImportRun withDealtWith(long entries) {
    return new ImportRun(
        runId, kind, sourceFingerprint, started, finished, counts, sourceState, entries);
  }

  /** The same run at its end. */
  public ImportRun finishedAt(Instant end) {
    return new ImportRun(
        runId, kind, sourceFingerprint, started, Optional.of(end), counts, sourceState, dealtWith);
  }
}
