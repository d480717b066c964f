package org.roomprint.searchapi.http;

import java.time.Duration;
import java.util.Optional;
import org.roomprint.http.ProblemType;

/** The kinds of problem that only whoever searches may meet. */
public enum SearchProblem implements ProblemType {
  /** The key's role may not do this. */
  NOT_PERMITTED(403, "This key's role does not permit this"),
  /** Not in the state that it is in. */
  NOT_POSSIBLE(409, "This cannot be done in its present state"),
  /** A picture that the gate or the decoder refused. */
  PICTURE_REFUSED(422, "The picture cannot be used"),
  /** More was read today than a key may. */
  QUOTA_USED(429, "What this key may read in a day is used up"),
  /** The audit log was changed by somebody. */
  AUDIT_BROKEN(503, "The audit log is not what was once written"),
  /** Too many searches at once. */
  BUSY(503, "The service is busy"),
  /** The index is missing, or was made by another model. */
  INDEX_UNAVAILABLE(503, "The index cannot be searched");

  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(2);

  private final int status;
  private final String title;

  SearchProblem(int status, String title) {
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
    return this == BUSY ? Optional.of(BETWEEN_SEARCHES) : Optional.empty();
  }
}
