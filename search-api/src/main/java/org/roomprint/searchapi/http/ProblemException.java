package org.roomprint.searchapi.http;

import java.io.Serial;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends a request with a problem document; the message says what was wrong and what would be right.
 */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Optional<RefusedPart> part;

  /** A problem of this type with this detail, which holds ids at most. */
  public ProblemException(ProblemType type, String detail) {
    super(detail);
    this.type = type;
    this.part = Optional.empty();
  }

  /** A problem of one part of the request. */
  public ProblemException(ProblemType type, RefusedPart part) {
    super(part.detail());
    this.type = type;
    this.part = Optional.of(part);
  }

  /** The kind of problem. */
  public ProblemType type() {
    return type;
  }

  /** The part of the request that is at fault. */
  public Optional<RefusedPart> part() {
    return part;
  }

  /** Shorthand for the most frequent one. */
  public static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail);
  }

  /** A value made of what was sent; what says that it cannot be made says what was wrong. */
  public static <T> T orInvalid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** Shorthand for a missing thing. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what);
  }
}
