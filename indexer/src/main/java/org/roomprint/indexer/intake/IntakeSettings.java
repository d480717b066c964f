package org.roomprint.indexer.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Section {@code indexer} of the configuration.
 *
 * @param minDelay shortest time before a photo of the public can be found
 * @param maxDelay longest; the time is drawn at random, so that nobody at the hotel can connect
 *     guest and photo
 * @param people {@code hide} or {@code refuse} photos on which people are seen
 * @param peopleModel the segmenter of people; without it the sender's own warning is all there is
 * @param farMetres distance of sender and hotel from which on the operator is to decide
 * @param contributionsPerDevice how many one device may have waiting before the operator is to
 *     decide
 * @param corroborate whether agreement with trusted photos makes a photo corroborated by itself;
 *     where it does not, the agreement is only recorded, and the photo stays unverified
 * @param undoFor how long the pictures of what was refused are kept
 */
public record IntakeSettings(
    Duration minDelay,
    Duration maxDelay,
    String people,
    Optional<Path> peopleModel,
    double farMetres,
    int contributionsPerDevice,
    boolean corroborate,
    Duration undoFor) {
  /** The segmenter that ships with Roomprint, below its home. */
  public static final Path SHIPPED_PEOPLE_MODEL =
      Path.of("vectors", "src", "main", "model", "people-1", "model.tflite");

  private static final double FAR_METRES = 25_000;
  private static final int CONTRIBUTIONS_PER_DEVICE = 5;

  public IntakeSettings {
    if (minDelay.isNegative() || maxDelay.compareTo(minDelay) < 0) {
      throw new IllegalArgumentException(
          "indexer.minDelay is at least PT0S and indexer.maxDelay not shorter, such as PT24H and PT72H");
    }
    if (!people.equals("hide") && !people.equals("refuse")) {
      throw new IllegalArgumentException("indexer.people is hide or refuse");
    }
    if (!(farMetres > 0) || contributionsPerDevice < 1 || undoFor.isNegative()) {
      throw new IllegalArgumentException(
          "indexer.farMetres and indexer.contributionsPerDevice are above 0, indexer.undoFor is a duration such as P7D");
    }
  }

  /** 24 to 72 hours; people are hidden; what was refused can be undone for seven days. */
  public static IntakeSettings defaults(Path home) {
    return new IntakeSettings(
        Duration.ofHours(24),
        Duration.ofHours(72),
        "hide",
        Optional.of(home.resolve(SHIPPED_PEOPLE_MODEL)),
        FAR_METRES,
        CONTRIBUTIONS_PER_DEVICE,
        false, // see docs/experiments/vouching.md: fakes were corroborated in a simulation
        Duration.ofDays(7));
  }

  /** The same without any delay. */
  public IntakeSettings withoutDelay() {
    return new IntakeSettings(
        Duration.ZERO,
        Duration.ZERO,
        people,
        peopleModel,
        farMetres,
        contributionsPerDevice,
        corroborate,
        undoFor);
  }

  /** Whether photos with people are dropped rather than changed. */
  boolean refusesPeople() {
    return people.equals("refuse");
  }
}
