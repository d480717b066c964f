package org.roomprint.searchapi;

import java.util.List;

/**
 * Section {@code search} of the configuration.
 *
 * @param host address to listen on; loopback unless the operator says otherwise
 * @param port to listen on; 0 for any free one
 * @param concurrentSearches searches that are worked on at once, at least 1; one key has at most
 *     half of them
 * @param trustedProxies addresses or networks such as {@code 10.0.0.0/8} whose {@code
 *     X-Forwarded-For} is believed; empty for none
 * @param requestsPerMinute of one client, of whatever kind
 * @param megapixelsPerSearch that the pictures and masks of one search declare together at most; a
 *     JPEG's count a quarter
 * @param adsPerDay that one key reads at most
 * @param picturesPerDay whole pictures that one key reads at most
 * @param thumbnailsPerDay small pictures that one key reads at most
 * @param maxConnections open at once, of all clients together
 * @param maxConnectionsPerClient open at once
 * @param idleSeconds after which a connection that says nothing is closed
 * @param requestSeconds in which the head of a request must have come
 * @param minBytesPerSecond of a request's body, on average
 */
public record ServiceSettings(
    String host,
    int port,
    int concurrentSearches,
    List<String> trustedProxies,
    int requestsPerMinute,
    int megapixelsPerSearch,
    int adsPerDay,
    int picturesPerDay,
    int thumbnailsPerDay,
    int maxConnections,
    int maxConnectionsPerClient,
    int idleSeconds,
    int requestSeconds,
    int minBytesPerSecond) {
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
    trustedProxies = List.copyOf(trustedProxies);
    requirePositive("requestsPerMinute", requestsPerMinute);
    requirePositive("megapixelsPerSearch", megapixelsPerSearch);
    requirePositive("adsPerDay", adsPerDay);
    requirePositive("picturesPerDay", picturesPerDay);
    requirePositive("thumbnailsPerDay", thumbnailsPerDay);
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxConnectionsPerClient", maxConnectionsPerClient);
    requirePositive("idleSeconds", idleSeconds);
    requirePositive("requestSeconds", requestSeconds);
    requirePositive("minBytesPerSecond", minBytesPerSecond);
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is at least 1, not " + value);
    }
  }

  /** With limits that a unit of some dozens of people behind one address can live with. */
  public ServiceSettings(String host, int port, int concurrentSearches) {
    this(
        host,
        port,
        concurrentSearches,
        List.of(),
        6_000,
        200,
        2_000,
        1_000,
        20_000,
        1_000,
        100,
        30,
        20,
        4_096);
  }

  /** The same at another port. */
  public ServiceSettings withPort(int other) {
    return new ServiceSettings(
        host,
        other,
        concurrentSearches,
        trustedProxies,
        requestsPerMinute,
        megapixelsPerSearch,
        adsPerDay,
        picturesPerDay,
        thumbnailsPerDay,
        maxConnections,
        maxConnectionsPerClient,
        idleSeconds,
        requestSeconds,
        minBytesPerSecond);
  }

  /** Loopback only. */
  public static ServiceSettings defaults() {
    return new ServiceSettings(
        "127.0.0.1", DEFAULT_PORT, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }
}
