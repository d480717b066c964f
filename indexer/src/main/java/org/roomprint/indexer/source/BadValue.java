package org.roomprint.indexer.source;

import java.io.Serial;

/** A value, or a whole line, that cannot be taken. */
final class BadValue extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The reason of what breaks a rule of the catalog. */
  static final String INVALID = "INVALID_VALUE";

  private final String reason;

  BadValue(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  BadValue(String reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** Stable name. */
  String reason() {
    return reason;
  }

  /** What was wrong and what would be right. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
