package org.roomprint.mobileupload.http;

import java.util.Locale;

/** The kinds of problem that a sender may meet; the {@code type} of each is stable (RFC 9457). */
public enum ProblemType {
  /** A parameter or body is not as described. */
  INVALID_REQUEST(400, "The request is not as the API describes it"),
  /** A partner's key that is not known, revoked or expired. */
  KEY_REQUIRED(401, "This key is not valid"),
  /** Nothing with this id or receipt. */
  NOT_FOUND(404, "There is nothing here"),
  /** The path exists with another method. */
  METHOD_NOT_ALLOWED(405, "This address does not answer this method"),
  /** The idempotency key was used for another submission. */
  KEY_USED(409, "This key was used for another submission"),
  /** The photos are not whole. */
  INCOMPLETE(409, "The submission is not whole"),
  /** The receipt was given before. */
  RECEIPT_GIVEN(409, "The receipt was given before"),
  /** Bytes that do not begin where the upload ends. */
  WRONG_OFFSET(409, "The upload goes on elsewhere"),
  /** A newer request sends to the same upload. */
  UPLOAD_TAKEN_OVER(409, "A newer request sends to this upload"),
  /** A version of tus that is not spoken here. */
  WRONG_TUS_VERSION(412, "This version of tus is not spoken here"),
  /** More bytes or photos than allowed. */
  TOO_LARGE(413, "It is too large"),
  /** A body in a form that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is in a form that is not read here"),
  /** Too many requests from one place. */
  TOO_MANY_REQUESTS(429, "Too many requests"),
  /** The bytes are not those of the checksum; the status is tus's own. */
  WRONG_CHECKSUM(460, "The checksum does not match"),
  /** A fault of ours. */
  INTERNAL(500, "The service failed"),
  /** The inbox cannot be reached. */
  UNAVAILABLE(503, "The service cannot take anything at the moment"),
  /** No room on the disk or within our limits. */
  FULL(507, "There is no room at the moment");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** One line for a person; the same for every problem of this type. */
  public String title() {
    return title;
  }

  /** The stable identifier, such as {@code urn:roomprint:problem:full}. */
  public String uri() {
    return "urn:roomprint:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
