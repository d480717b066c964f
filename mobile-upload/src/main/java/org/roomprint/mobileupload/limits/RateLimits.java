package org.roomprint.mobileupload.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import org.roomprint.http.ProblemException;
import org.roomprint.mobileupload.MobileSettings;

/** Counts what each client does, in token buckets that fill again evenly. */
public final class RateLimits {
  /** More clients than this at once, and those that were longest silent are forgotten. */
  private static final long MAX_CLIENTS = 200_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

  /** How many times as much all clients of one IPv6 network may do together. */
  private static final int NETWORK_FACTOR = 4;

  private final MobileSettings settings;
  private final Cache<String, Buckets> clients =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterAccess(FORGOTTEN_AFTER).build();

  private record Buckets(
      Bucket requests, Bucket hotelSearches, Bucket submissions, Bucket receipts, Bucket bytes) {}

  /** By these settings. */
  public RateLimits(MobileSettings settings) {
    this.settings = settings;
  }

  /**
   * Counts a request, whatever it asks for.
   *
   * @throws ProblemException if it is one too many
   */
  public void count(Sender sender) {
    for (Buckets buckets : bucketsOf(sender)) {
      take(buckets.requests(), 1);
    }
  }

  /** Counts a request that is refused for another reason. */
  void countWithoutRefusing(Sender sender) {
    bucketsOf(sender).forEach(buckets -> buckets.requests().tryConsume(1));
  }

  /**
   * Counts what a request is for.
   *
   * @throws ProblemException if it is one too many
   */
  public void count(Sender sender, RouteLimit limit) {
    for (Buckets buckets : bucketsOf(sender)) {
      switch (limit) {
        case PLAIN, SENDING -> {}
        case HOTEL_SEARCH -> take(buckets.hotelSearches(), 1);
        case SUBMISSION -> take(buckets.submissions(), 1);
        case RECEIPT -> take(buckets.receipts(), 1);
      }
    }
  }

  /**
   * Counts bytes that are announced or sent.
   *
   * @throws ProblemException if they are too many
   */
  public void countBytes(Sender sender, long bytes) {
    for (Buckets buckets : bucketsOf(sender)) {
      take(buckets.bytes(), Math.max(1, bytes));
    }
  }

  private static void take(Bucket bucket, long tokens) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
    if (!probe.isConsumed()) {
      throw ProblemException.tooMany(
          "So many requests came from here lately that the next is answered a little later",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /** Its own, and those of its network where it has one of many clients. */
  private List<Buckets> bucketsOf(Sender sender) {
    Buckets own = bucketsOf(sender.key(), sender.isPartner() ? settings.partnerFactor() : 1);
    return sender.networkKey().isPresent()
        ? List.of(own, bucketsOf(sender.networkKey().get(), NETWORK_FACTOR))
        : List.of(own);
  }

  private Buckets bucketsOf(String key, long factor) {
    return clients.get(
        key,
        _ ->
            new Buckets(
                bucket(factor * settings.requestsPerMinute(), MINUTE),
                bucket(factor * settings.hotelSearchesPerMinute(), MINUTE),
                bucket(factor * settings.submissionsPerHour(), HOUR),
                bucket(factor * settings.receiptsPerHour(), HOUR),
                bucket(factor * settings.bytesPerHour(), HOUR)));
  }

  private static Bucket bucket(long tokens, Duration per) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, per))
        .build();
  }
}
