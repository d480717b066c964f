package org.roomprint.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of problem that a client may meet; its {@link #uri() type} is stable (RFC 9457).
 *
 * <p>What every service may answer is a {@link CommonProblem}; each service has an enum of its own
 * kinds besides.
 */
public interface ProblemType {
  /** The constant's name, such as {@code TOO_LARGE}. */
  String name();

  /** HTTP status. */
  int status();

  /** One line for a person; the same for every problem of this type. */
  String title();

  /** When to come again, where the problem itself does not say it better. */
  default Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /** The stable identifier, such as {@code urn:roomprint:problem:too-large}. */
  default String uri() {
    return "urn:roomprint:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
