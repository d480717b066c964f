package org.roomprint.searchapi.http;

import java.util.Locale;

/** The kinds of problem that a client may meet; the {@code type} of each is stable (RFC 9457). */
public enum ProblemType {
  /** A parameter or body is not as described. */
  INVALID_REQUEST(400, "The request is not as the API describes it"),
  /** No key, or one that is not known, revoked or expired. */
  KEY_REQUIRED(401, "A valid API key is required"),
  /** The key's role may not do this. */
  NOT_PERMITTED(403, "This key's role does not permit this"),
  /** Nothing with this id. */
  NOT_FOUND(404, "There is nothing at this address"),
  /** The path exists with another method. */
  METHOD_NOT_ALLOWED(405, "This address does not answer this method"),
  /** Not in the state that it is in. */
  NOT_POSSIBLE(409, "This cannot be done in its present state"),
  /** More bytes than allowed. */
  TOO_LARGE(413, "The request is too large"),
  /** A body in a form that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is in a form that is not read here"),
  /** A picture that the gate or the decoder refused. */
  PICTURE_REFUSED(422, "The picture cannot be used"),
  /** More was read today than a key may. */
  QUOTA_USED(429, "What this key may read in a day is used up"),
  /** Too many requests, or wrong keys, from one place. */
  TOO_MANY_REQUESTS(429, "Too many requests"),
  /** The audit log was changed by somebody. */
  AUDIT_BROKEN(503, "The audit log is not what was once written"),
  /** Too many searches at once. */
  BUSY(503, "The service is busy"),
  /** The index is missing, or was made by another model. */
  INDEX_UNAVAILABLE(503, "The index cannot be searched"),
  /** A fault of ours. */
  INTERNAL(500, "The service failed");

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

  /** The stable identifier, such as {@code urn:roomprint:problem:picture-refused}. */
  public String uri() {
    return "urn:roomprint:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
