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
 */
public record ImportRun(
    String runId,
    Kind kind,
    String sourceFingerprint,
    Instant started,
    Optional<Instant> finished,
    Counts counts) {
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
  }

  /** A run that begins now. */
  public static ImportRun begin(String runId, Kind kind, String sourceFingerprint, Instant now) {
    return new ImportRun(runId, kind, sourceFingerprint, now, Optional.empty(), Counts.NONE);
  }

  /** The same run with these counts. */
  public ImportRun withCounts(Counts newCounts) {
    return new ImportRun(runId, kind, sourceFingerprint, started, finished, newCounts);
  }

  /** The same run at its end. */
  public ImportRun finishedAt(Instant end) {
    return new ImportRun(runId, kind, sourceFingerprint, started, Optional.of(end), counts);
  }
}
