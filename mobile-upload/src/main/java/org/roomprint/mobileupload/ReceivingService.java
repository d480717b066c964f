package org.roomprint.mobileupload;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.roomprint.http.ClientAddresses;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.HttpService;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.limits.RateLimits;
import org.roomprint.mobileupload.plain.PlainRoutes;
import org.roomprint.mobileupload.submissions.HotelRoutes;
import org.roomprint.mobileupload.submissions.SubmissionRoutes;
import org.roomprint.mobileupload.submissions.TusRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running public service with the inbox it opened; closing it closes both. */
public final class ReceivingService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivingService.class);
  private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(1);
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(2);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpService api;

  /** Opens the inbox and starts to answer. */
  public ReceivingService(
      InboxSettings inboxSettings, MobileSettings settings, InstantSource clock) {
    try {
      api = open(inboxSettings, settings, clock);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private HttpService open(
      InboxSettings inboxSettings, MobileSettings settings, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    PublicInbox inbox =
        keep(SqlInbox.openPublic(inboxSettings, settings.inboxLimits(), clock, random));
    ClientAddresses addresses = new ClientAddresses(settings.trustedProxies(), random);
    ConnectionGuard connections =
        new ConnectionGuard(
            addresses,
            settings.maxConnectionsPerClient(),
            Duration.ofSeconds(settings.requestSeconds()));
    RateLimits limits = new RateLimits(settings);
    repeat("expiry", BETWEEN_EXPIRIES, inbox::expire);
    repeat("connections", BETWEEN_SWEEPS, connections::sweep);
    return keep(
        MobileApi.start(
            settings,
            new MobileApi.Handlers(
                new RateLimitFilter(addresses, limits, inbox),
                connections,
                new HotelRoutes(settings, inbox.hotels()),
                new SubmissionRoutes(settings, inbox, limits),
                new TusRoutes(settings, inbox, limits),
                new PlainRoutes(settings, inbox, limits, random),
                new Health(inbox))));
  }

  /** Does some work again and again until the service is closed. */
  private void repeat(String name, Duration pause, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (true) {
                  run(name, work);
                  Thread.sleep(pause);
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    keep(() -> {
      thread.interrupt();
      thread.join();
    });
  }

  private static void run(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{} failed, the next attempt follows: {}", name, e.getClass().getName());
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The port that is listened on. */
  public int port() {
    return api.port();
  }

  /** Every route with its limit. */
  HttpService api() {
    return api;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.error("Closing failed: {}", e.getClass().getName());
      }
    }
  }
}
