package org.roomprint.searchapi;

/**
 * Section {@code search} of the configuration.
 *
 * @param host address to listen on; loopback unless the operator says otherwise
 * @param port to listen on; 0 for any free one
 * @param concurrentSearches searches that are worked on at once, at least 1
 */
public record ServiceSettings(String host, int port, int concurrentSearches) {
  /** The port where nothing else is configured. */
  public static final int DEFAULT_PORT = 8480;

  public ServiceSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is an address such as 127.0.0.1");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is 0 to 65535, not " + port);
    }
    if (concurrentSearches < 1) {
      throw new IllegalArgumentException(
          "concurrentSearches is at least 1, not " + concurrentSearches);
    }
  }

  /** Loopback only. */
  public static ServiceSettings defaults() {
    return new ServiceSettings(
        "127.0.0.1", DEFAULT_PORT, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }
}
