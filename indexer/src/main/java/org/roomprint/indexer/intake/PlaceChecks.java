package org.roomprint.indexer.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;

/** What the place and the time of a submission say, as long as they are known. */
final class PlaceChecks {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;
  private static final double METRES_PER_KILOMETRE = 1_000;
  private static final double SECONDS_PER_HOUR = 3_600;

  /** Faster than an airliner from door to door. */
  static final double MAX_KILOMETRES_PER_HOUR = 900;

  /** Below this a device that reports its place badly is likelier than a journey. */
  private static final double LEAST_JOURNEY_METRES = 50_000;

  private PlaceChecks() {}

  /** Great-circle distance (haversine). */
  static double metres(Place a, Place b) {
    double latitude = Math.toRadians(b.latitude() - a.latitude()) / 2;
    double longitude = Math.toRadians(b.longitude() - a.longitude()) / 2;
    double h =
        Math.pow(Math.sin(latitude), 2)
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * Math.pow(Math.sin(longitude), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
  }

  /** Whether the sender was too far from the hotel. */
  static Optional<Finding> distance(
      Optional<Place> sender, Optional<Place> hotel, double farMetres) {
    if (sender.isEmpty() || hotel.isEmpty()) {
      return Optional.empty();
    }
    double metres = metres(sender.get(), hotel.get());
    return metres > farMetres
        ? Optional.of(Finding.of(Kind.FAR_FROM_HOTEL, metres))
        : Optional.empty();
  }

  /**
   * Where a sender was, and when.
   *
   * @param place as its device says, or as its choice of a hotel says
   */
  record Seen(String submissionId, Optional<Place> place, Optional<Instant> at) {}

  /** Whether a sender was in two places within too short a time; the fastest journey is told. */
  static Optional<Finding> travel(Seen now, List<Seen> others) {
    Optional<Finding> fastest = Optional.empty();
    for (Seen other : others) {
      if (other.submissionId().equals(now.submissionId())
          || now.place().isEmpty()
          || now.at().isEmpty()
          || other.place().isEmpty()
          || other.at().isEmpty()) {
        continue;
      }
      double metres = metres(now.place().get(), other.place().get());
      double hours =
          Math.max(1, Duration.between(other.at().get(), now.at().get()).abs().toSeconds())
              / SECONDS_PER_HOUR;
      double speed = metres / METRES_PER_KILOMETRE / hours;
      if (metres >= LEAST_JOURNEY_METRES
          && speed > MAX_KILOMETRES_PER_HOUR
          && fastest.map(found -> found.number() < speed).orElse(true)) {
        fastest =
            Optional.of(
                new Finding(
                    Kind.IMPOSSIBLE_TRAVEL,
                    Optional.empty(),
                    speed,
                    Optional.of(other.submissionId())));
      }
    }
    return fastest;
  }
}
