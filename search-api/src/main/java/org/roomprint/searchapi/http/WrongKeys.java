package org.roomprint.searchapi.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Slows down whoever presents wrong keys: after a few, each further one doubles the time in which
 * no other wrong one is looked at. A right key is always let in, so that nobody can lock out the
 * others of a house. Safe to be called from several threads.
 */
public final class WrongKeys {
  /** Wrong keys that cost nothing: a word left out when it was copied, an old key. */
  static final int FREE = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final long MAX_CLIENTS = 100_000;
  private static final int MAX_DOUBLINGS = 20;

  private final InstantSource clock;
  private final Cache<String, Failures> clients =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterAccess(FORGOTTEN_AFTER).build();

  private record Failures(int count, Instant until) {}

  /** By this clock. */
  public WrongKeys(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A wrong key was presented.
   *
   * @return how long this client is to wait before it presents another; empty where it need not
   */
  public Optional<Duration> failed(String client) {
    Instant now = clock.instant();
    Failures[] before = new Failures[1];
    clients
        .asMap()
        .compute(
            client,
            (_, known) -> {
              before[0] = known == null ? new Failures(0, Instant.MIN) : known;
              if (now.isBefore(before[0].until())) {
                return before[0];
              }
              int count = before[0].count() + 1;
              return new Failures(count, count < FREE ? Instant.MIN : now.plus(pause(count)));
            });
    return now.isBefore(before[0].until())
        ? Optional.of(Duration.between(now, before[0].until()))
        : Optional.empty();
  }

  private static Duration pause(int count) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - FREE, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
