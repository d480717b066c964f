package org.roomprint.indexer.source;

import java.io.Serial;

/** A source as a whole cannot be read; the message says what was wrong and what would be right. */
public final class SourceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With a message for the operator. */
  public SourceException(String message) {
    super(message);
  }

  /** With a message for the operator and what brought it about. */
  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
