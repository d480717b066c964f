package org.roomprint.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections of a client that has too many, and those on which no request begins, or whose
 * request's head comes too slowly, however many bytes trickle in meanwhile.
 *
 * <p>The body of a request is watched by Jetty itself, which asks for a least rate.
 */
public final class ConnectionGuard implements Connection.Listener {
  private final ClientAddresses addresses;
  private final int maxPerClient;
  private final long patienceNanos;
  private final Map<Connection, State> connections = new ConcurrentHashMap<>();
  private final Map<String, Integer> perClient = new ConcurrentHashMap<>();

  private static final class State {
    final Optional<String> client;
    private int inFlight;
    private long idleSince;

    State(Optional<String> client, long now) {
      this.client = client;
      this.idleSince = now;
    }

    synchronized void began() {
      inFlight++;
    }

    synchronized void ended() {
      inFlight--;
      idleSince = System.nanoTime();
    }

    synchronized boolean isIdleFor(long nanos, long now) {
      return inFlight == 0 && now - idleSince > nanos;
    }
  }

  /**
   * Guards the connections it is told of.
   *
   * @param maxPerClient connections of a client at once; a trusted proxy may have any number
   * @param patience in which the head of a request must have come
   */
  public ConnectionGuard(ClientAddresses addresses, int maxPerClient, Duration patience) {
    this.addresses = addresses;
    this.maxPerClient = maxPerClient;
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    Optional<String> client = clientOf(connection);
    connections.put(connection, new State(client, System.nanoTime()));
    if (client.isPresent() && perClient.merge(client.get(), 1, Integer::sum) > maxPerClient) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    State state = connections.remove(connection);
    if (state != null) {
      state.client.ifPresent(client ->
          perClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1));
    }
  }

  /** A request whose head is there; its body may be coming still, or its answer be worked on. */
  void began(Connection connection) {
    Optional.ofNullable(connections.get(connection)).ifPresent(State::began);
  }

  /** It was answered, and what was left of its body was read. */
  void ended(Connection connection) {
    Optional.ofNullable(connections.get(connection)).ifPresent(State::ended);
  }

  /** Looks at all connections; called every few seconds, by one thread. */
  public void sweep() {
    long now = System.nanoTime();
    connections.forEach((connection, state) -> {
      if (state.isIdleFor(patienceNanos, now)) {
        connection.getEndPoint().close();
      }
    });
  }

  private Optional<String> clientOf(Connection connection) {
    SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
    return remote instanceof InetSocketAddress inet && !addresses.isProxy(inet.getAddress())
        ? Optional.of(addresses.keyOf(inet.getAddress()))
        : Optional.empty();
  }
}
