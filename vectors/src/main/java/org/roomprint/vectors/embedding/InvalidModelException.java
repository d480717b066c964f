package org.roomprint.vectors.embedding;

/**
 * A model folder that cannot be used; the message says what is wrong with it and what would be
 * right.
 */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public InvalidModelException(String message) {
    super(message);
  }

  /** What is wrong, and what it was noticed by. */
  public InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
