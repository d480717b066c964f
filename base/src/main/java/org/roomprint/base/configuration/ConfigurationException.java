package org.roomprint.base.configuration;

import java.io.Serial;

/**
 * The configuration cannot be used; the message names the key, what was found and what would be
 * right.
 */
public final class ConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With a message for the operator. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** With a message for the operator and what brought it about. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
