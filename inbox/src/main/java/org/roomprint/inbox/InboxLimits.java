package org.roomprint.inbox;

import java.time.Duration;

/**
 * How much the public side of an inbox takes.
 *
 * @param maxInboxBytes bytes of all photos announced and not forgotten
 * @param minFreeBytes bytes of the disk that photos leave free, so that rows can still be written
 * @param maxOpenSubmissions submissions begun and not completed, at once
 * @param openFor time to complete a submission in
 * @param maxBytesPerSender bytes of all photos announced by one sender on one day and not forgotten
 * @param idleFor time without bytes after which a submission holds no more room than it fills, and
 *     one that fills none is given up
 */
public record InboxLimits(
    long maxInboxBytes,
    long minFreeBytes,
    int maxOpenSubmissions,
    Duration openFor,
    long maxBytesPerSender,
    Duration idleFor) {
  public InboxLimits {
    if (maxInboxBytes < 1 || minFreeBytes < 0 || maxOpenSubmissions < 1) {
      throw new IllegalArgumentException(
          "maxInboxBytes and maxOpenSubmissions are at least 1, minFreeBytes at least 0");
    }
    if (maxBytesPerSender < 1 || !idleFor.isPositive()) {
      throw new IllegalArgumentException(
          "maxBytesPerSender is at least 1, and idleFor a time longer than none, such as PT10M");
    }
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException("openFor is a time longer than none, such as PT72H");
    }
  }

  /** Without a share of each sender, and with room held as long as a submission is open. */
  public InboxLimits(
      long maxInboxBytes, long minFreeBytes, int maxOpenSubmissions, Duration openFor) {
    this(maxInboxBytes, minFreeBytes, maxOpenSubmissions, openFor, maxInboxBytes, openFor);
  }

  /**
   * 20 GiB, a reserve of half a GiB, 20,000 open submissions, three days, 1 GiB a sender, ten
   * minutes.
   */
  public static InboxLimits defaults() {
    return new InboxLimits(
        20L << 30, 512L << 20, 20_000, Duration.ofDays(3), 1L << 30, Duration.ofMinutes(10));
  }
}
