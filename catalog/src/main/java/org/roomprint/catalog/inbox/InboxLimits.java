package org.roomprint.catalog.inbox;

import java.time.Duration;

/**
 * How much the public side of an inbox takes.
 *
 * @param maxInboxBytes bytes of all photos announced and not forgotten
 * @param minFreeBytes bytes of the disk that photos leave free, so that rows can still be written
 * @param maxOpenSubmissions submissions begun and not completed, at once
 * @param openFor time to complete a submission in
 */
public record InboxLimits(
    long maxInboxBytes, long minFreeBytes, int maxOpenSubmissions, Duration openFor) {
  public InboxLimits {
    if (maxInboxBytes < 1 || minFreeBytes < 0 || maxOpenSubmissions < 1) {
      throw new IllegalArgumentException(
          "maxInboxBytes and maxOpenSubmissions are at least 1, minFreeBytes at least 0");
    }
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException("openFor is a time longer than none, such as PT72H");
    }
  }

  /** 20 GiB, a reserve of half a GiB, 20,000 open submissions, three days. */
  public static InboxLimits defaults() {
    return new InboxLimits(20L << 30, 512L << 20, 20_000, Duration.ofDays(3));
  }
}
