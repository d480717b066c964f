package org.roomprint.http;

import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends a request with a problem document. The message says what was wrong and what would be right;
 * it goes to whoever asked and to no log.
 */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> members;
  private final transient Optional<Duration> retryAfter;

  private ProblemException(
      ProblemType type, String detail, Map<String, Object> members, Optional<Duration> retryAfter) {
    super(detail);
    this.type = type;
    this.members = Map.copyOf(members);
    this.retryAfter = retryAfter;
  }

  /** A problem of this type with this detail, which holds ids at most. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of(), Optional.empty());
  }

  /**
   * A problem that a client can act on by itself.
   *
   * @param name of the extension member
   * @param member a record, or a list of records, as it is on the wire
   */
  public ProblemException(ProblemType type, String detail, String name, Object member) {
    this(type, detail, Map.of(name, member), Optional.empty());
  }

  /** The request is not as described. */
  public static ProblemException invalid(String detail) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail);
  }

  /** A value made of what was sent; what says that it cannot be made says what was wrong. */
  public static <T> T orInvalid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** A missing thing. */
  public static ProblemException notFound(String what) {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "There is no " + what + ", or it is gone by now");
  }

  /**
   * Too many requests.
   *
   * @param wait after which one more is answered
   */
  public static ProblemException tooMany(String detail, Duration wait) {
    return new ProblemException(
        CommonProblem.TOO_MANY_REQUESTS,
        detail,
        Map.of(),
        Optional.of(Duration.ofSeconds(wait.toSeconds() + 1)));
  }

  /** The kind of problem. */
  public ProblemType type() {
    return type;
  }

  /** What was wrong this time. */
  public String detail() {
    return Optional.ofNullable(getMessage()).orElse(type.title());
  }

  /** Extension members of the document, by name. */
  public Map<String, Object> members() {
    return members;
  }

  /** When to come again, in whole seconds. */
  public Optional<Duration> retryAfter() {
    return retryAfter.or(type::retryAfter);
  }
}
