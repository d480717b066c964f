package org.roomprint.catalog.ad;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * When a source saw an ad, and where the source says so.
 *
 * @param moment when, where it says so
 * @param written the same as it is written, with its zone
 * @param isGone whether the ad was no longer there
 * @param runId of the import that reads the source
 * @param reference how the source names it, such as {@code line 17}
 */
public record Seen(
    Optional<Instant> moment,
    Optional<String> written,
    boolean isGone,
    Optional<String> runId,
    Optional<String> reference) {
  /** At a time that nobody knows. */
  public static final Seen AT_SOME_TIME =
      new Seen(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

  public Seen {
    Texts.requireLabel("time at which an ad was seen", written);
    runId.ifPresent(id -> Texts.requireId("import run id", id));
  }

  /** The same, read by this run, which names it so. */
  public Seen by(String run, String name) {
    return new Seen(moment, written, isGone, Optional.of(run), Optional.of(name));
  }
}
