package org.roomprint.mobileupload;

import java.time.Duration;
import java.util.List;
import org.roomprint.inbox.InboxLimits;

/**
 * Section {@code mobile} of the configuration: where the public service listens, and how much it
 * takes.
 *
 * @param host address to listen on; loopback unless the operator says otherwise
 * @param port to listen on; 0 for any free one
 * @param trustedProxies addresses or networks such as {@code 10.0.0.0/8} whose {@code
 *     X-Forwarded-For} is believed; empty for none
 * @param maxBytesPerPhoto bytes of one file, with what follows its picture, such as the film of a
 *     motion photo; the picture itself is judged when it is taken into the catalog
 * @param maxPhotosPerSubmission photos of a person's submission
 * @param maxPhotosPerPartnerSubmission photos of a partner's submission
 * @param suggestedDelayHours how long the page suggests to wait before sending
 * @param maxInboxBytes bytes of all photos that wait in the inbox
 * @param minFreeBytes bytes of the disk that photos leave free
 * @param maxOpenSubmissions submissions begun and not completed, of all senders together
 * @param openFor time to complete a submission in
 * @param maxInboxBytesPerClient bytes of the photos of one client that wait in the inbox
 * @param reservationMinutes without a byte after which a submission holds no more room than it
 *     fills
 * @param requestsPerMinute of one client, of whatever kind
 * @param hotelSearchesPerMinute of one client
 * @param submissionsPerHour opened by one client
 * @param receiptsPerHour looked up or withdrawn by one client
 * @param bytesPerHour announced by one client
 * @param partnerFactor how many times as much a partner may send
 * @param maxConnections open at once, of all clients together
 * @param maxConnectionsPerClient open at once
 * @param idleSeconds after which a connection that says nothing is closed
 * @param requestSeconds in which the head of a request must have come
 * @param minBytesPerSecond of a request's body, on average
 */
public record MobileSettings(
    String host,
    int port,
    List<String> trustedProxies,
    int maxBytesPerPhoto,
    int maxPhotosPerSubmission,
    int maxPhotosPerPartnerSubmission,
    int suggestedDelayHours,
    long maxInboxBytes,
    long minFreeBytes,
    int maxOpenSubmissions,
    Duration openFor,
    long maxInboxBytesPerClient,
    int reservationMinutes,
    int requestsPerMinute,
    int hotelSearchesPerMinute,
    int submissionsPerHour,
    int receiptsPerHour,
    long bytesPerHour,
    int partnerFactor,
    int maxConnections,
    int maxConnectionsPerClient,
    int idleSeconds,
    int requestSeconds,
    int minBytesPerSecond) {
  /** The port where nothing else is configured. */
  public static final int DEFAULT_PORT = 8481;

  /** A byte each nanosecond, which is as fast as a bucket fills. */
  private static final long MAX_BYTES_PER_HOUR = 3_600_000_000_000L;

  public MobileSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is an address such as 127.0.0.1");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is 0 to 65535, not " + port);
    }
    trustedProxies = List.copyOf(trustedProxies);
    requirePositive("maxBytesPerPhoto", maxBytesPerPhoto);
    requirePositive("maxPhotosPerSubmission", maxPhotosPerSubmission);
    requirePositive("maxPhotosPerPartnerSubmission", maxPhotosPerPartnerSubmission);
    requirePositive("suggestedDelayHours", suggestedDelayHours);
    requirePositive("maxInboxBytesPerClient", maxInboxBytesPerClient);
    requirePositive("reservationMinutes", reservationMinutes);
    requirePositive("requestsPerMinute", requestsPerMinute);
    requirePositive("hotelSearchesPerMinute", hotelSearchesPerMinute);
    requirePositive("submissionsPerHour", submissionsPerHour);
    requirePositive("receiptsPerHour", receiptsPerHour);
    requirePositive("bytesPerHour", bytesPerHour);
    requirePositive("partnerFactor", partnerFactor);
    if (bytesPerHour > MAX_BYTES_PER_HOUR / partnerFactor) {
      throw new IllegalArgumentException(
          "bytesPerHour times partnerFactor is at most " + MAX_BYTES_PER_HOUR);
    }
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxConnectionsPerClient", maxConnectionsPerClient);
    requirePositive("idleSeconds", idleSeconds);
    requirePositive("requestSeconds", requestSeconds);
    requirePositive("minBytesPerSecond", minBytesPerSecond);
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is at least 1, not " + value);
    }
  }

  /** Loopback only; limits that many people behind one address can live with. */
  public static MobileSettings defaults() {
    InboxLimits inbox = InboxLimits.defaults();
    return new MobileSettings(
        "127.0.0.1",
        DEFAULT_PORT,
        List.of(),
        64 << 20,
        24,
        200,
        24,
        inbox.maxInboxBytes(),
        inbox.minFreeBytes(),
        inbox.maxOpenSubmissions(),
        inbox.openFor(),
        inbox.maxBytesPerSender(),
        Math.toIntExact(inbox.idleFor().toMinutes()),
        1_200,
        120,
        60,
        60,
        2L << 30,
        50,
        4_000,
        200,
        30,
        20,
        1_000);
  }

  /** The same on another port. */
  public MobileSettings withPort(int other) {
    return new MobileSettings(
        host,
        other,
        trustedProxies,
        maxBytesPerPhoto,
        maxPhotosPerSubmission,
        maxPhotosPerPartnerSubmission,
        suggestedDelayHours,
        maxInboxBytes,
        minFreeBytes,
        maxOpenSubmissions,
        openFor,
        maxInboxBytesPerClient,
        reservationMinutes,
        requestsPerMinute,
        hotelSearchesPerMinute,
        submissionsPerHour,
        receiptsPerHour,
        bytesPerHour,
        partnerFactor,
        maxConnections,
        maxConnectionsPerClient,
        idleSeconds,
        requestSeconds,
        minBytesPerSecond);
  }

  /** What the inbox is to take. */
  public InboxLimits inboxLimits() {
    return new InboxLimits(
        maxInboxBytes,
        minFreeBytes,
        maxOpenSubmissions,
        openFor,
        maxInboxBytesPerClient,
        Duration.ofMinutes(reservationMinutes));
  }
}
