package org.roomprint.mobileupload.http;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.inbox.CompletionOutcome.FaultyPhoto;

/** Ends a request with a problem document; the message goes to the sender and to no log. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<List<FaultyPhoto>> photos;

  private ProblemException(
      ProblemType type,
      String detail,
      Optional<Duration> retryAfter,
      Optional<List<FaultyPhoto>> photos) {
    super(detail);
    this.type = type;
    this.retryAfter = retryAfter;
    this.photos = photos;
  }

  /** A problem of this type with this detail. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Optional.empty(), Optional.empty());
  }

  /** The request is not as described. */
  public static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail);
  }

  /** A missing thing. */
  public static ProblemException notFound(String what) {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no " + what + ", or it is gone by now");
  }

  /** Too many requests; after this time one more is answered. */
  public static ProblemException tooMany(Duration retryAfter) {
    return new ProblemException(
        ProblemType.TOO_MANY_REQUESTS,
        "So many requests came from here lately that the next is answered a little later",
        Optional.of(retryAfter),
        Optional.empty());
  }

  /** A submission whose photos are not as announced. */
  public static ProblemException incomplete(List<FaultyPhoto> photos) {
    return new ProblemException(
        ProblemType.INCOMPLETE,
        "The photos named here are not as announced: do for each what its fault asks for",
        Optional.empty(),
        Optional.of(photos));
  }

  /** The kind of problem. */
  public ProblemType type() {
    return type;
  }

  /** When to come again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What each photo lacks. */
  public Optional<List<FaultyPhoto>> photos() {
    return photos;
  }
}
