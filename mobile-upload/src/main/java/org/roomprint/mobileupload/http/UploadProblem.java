package org.roomprint.mobileupload.http;

import java.time.Duration;
import java.util.Optional;
import org.roomprint.http.ProblemType;

/** The kinds of problem that only whoever sends photos may meet. */
public enum UploadProblem implements ProblemType {
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
  /** The bytes are not those of the checksum; the status is tus's own. */
  WRONG_CHECKSUM(460, "The checksum does not match"),
  /** No room on the disk or within our limits. */
  FULL(507, "There is no room at the moment");

  private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMinutes(10);

  private final int status;
  private final String title;

  UploadProblem(int status, String title) {
    this.status = status;
    this.title = title;
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
    return this == FULL ? Optional.of(UNTIL_THERE_IS_ROOM) : Optional.empty();
  }
}
