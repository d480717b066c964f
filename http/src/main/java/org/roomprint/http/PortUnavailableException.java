package org.roomprint.http;

import java.util.Locale;

/** The port that was asked for cannot be listened on; the message says why and what to do. */
public final class PortUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Ports below need a right that accounts do not have. */
  private static final int FREE_FOR_ALL = 1024;

  /**
   * Says why.
   *
   * @param port that was asked for
   * @param cause what was found when listening was tried; an operating system says it in its own
   *     language
   */
  public PortUnavailableException(int port, Exception cause) {
    super(message(port, String.valueOf(cause.getMessage())), cause);
  }

  private static String message(int port, String found) {
    return String.format(
        Locale.ROOT,
        port >= FREE_FOR_ALL || found.contains("already in use")
            ? "Port %d is in use, perhaps by another Roomprint; give another with --port"
            : "Port %d cannot be listened on by this account; give one from 1024 with --port",
        port);
  }
}
