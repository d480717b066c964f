package org.roomprint.http;

import java.time.Duration;
import java.util.Optional;

/** The kinds of problem that every service may answer. */
public enum CommonProblem implements ProblemType {
  /** A parameter or body is not as described. */
  INVALID_REQUEST(400, "The request is not as the API describes it"),
  /** No key where one is needed, or one that is not known, revoked or expired. */
  KEY_REQUIRED(401, "A valid API key is required"),
  /** Nothing with this address, id or receipt. */
  NOT_FOUND(404, "There is nothing here"),
  /** The path exists with another method. */
  METHOD_NOT_ALLOWED(405, "This address does not answer this method"),
  /** More bytes, or more of something, than allowed. */
  TOO_LARGE(413, "It is too large"),
  /** A body in a form that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is in a form that is not read here"),
  /** Too many requests, or wrong keys, from one place. */
  TOO_MANY_REQUESTS(429, "Too many requests", 10),
  /** A fault of ours. */
  INTERNAL(500, "The service failed"),
  /** What the service works on cannot be reached. */
  UNAVAILABLE(503, "The service cannot take anything at the moment", 600);

  private final int status;
  private final String title;
  private final Optional<Duration> retryAfter;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
    this.retryAfter = Optional.empty();
  }

  CommonProblem(int status, String title, int retryAfterSeconds) {
    this.status = status;
    this.title = title;
    this.retryAfter = Optional.of(Duration.ofSeconds(retryAfterSeconds));
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The kind that a status stands for, where nothing else is known of the problem. */
  static CommonProblem of(int status) {
    return switch (status) {
      case 401 -> KEY_REQUIRED;
      case 404 -> NOT_FOUND;
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 413, 414, 431 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? INVALID_REQUEST : INTERNAL;
    };
  }
}
