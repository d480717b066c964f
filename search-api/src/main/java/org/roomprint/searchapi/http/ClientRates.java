package org.roomprint.searchapi.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import org.eclipse.jetty.server.Request;
import org.roomprint.http.ClientAddresses;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ProblemException;

/**
 * Counts every request of each client, whatever its method and path, before anything else is asked.
 */
public final class ClientRates {
  private static final String CLIENT = "client";
  private static final long MAX_CLIENTS = 100_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final ClientAddresses addresses;
  private final int perMinute;
  private final Cache<String, Bucket> clients =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterAccess(FORGOTTEN_AFTER).build();

  /**
   * With this bound.
   *
   * @param perMinute requests of one client, of whatever kind
   */
  public ClientRates(ClientAddresses addresses, int perMinute) {
    this.addresses = addresses;
    this.perMinute = perMinute;
  }

  /**
   * Counts a request.
   *
   * @throws ProblemException if it is one too many
   */
  public void count(Context context) {
    String client =
        addresses.keyOf(
            context.req().getRemoteAddr(),
            Collections.list(context.req().getHeaders("X-Forwarded-For")));
    context.attribute(CLIENT, client);
    if (!bucketOf(client).tryConsume(1)) {
      throw new ProblemException(
          CommonProblem.TOO_MANY_REQUESTS,
          "One client sends at most " + perMinute + " requests a minute; go on a little later");
    }
  }

  /** Counts a request that Jetty refused by itself; the next one may be one too many. */
  public void count(Request refused) {
    if (refused.getConnectionMetaData().getRemoteSocketAddress()
        instanceof InetSocketAddress remote) {
      bucketOf(addresses.keyOf(remote.getAddress())).consumeIgnoringRateLimits(1);
    }
  }

  private Bucket bucketOf(String client) {
    return clients.get(
        client,
        _ ->
            Bucket.builder()
                .addLimit(limit ->
                    limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
  }

  /** Who sent a request that was counted; a hash that lasts as long as the process. */
  public static String clientOf(Context context) {
    String client = context.attribute(CLIENT);
    return client == null ? "unknown" : client;
  }
}
