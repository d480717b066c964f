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
    long messagesIn;
    long idleSince;

    State(Optional<String> client, long now) {
      this.client = client;
      this.idleSince = now;
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

  /** Looks at all connections; called every few seconds, by one thread. */
  public void sweep() {
    long now = System.nanoTime();
    connections.forEach((connection, state) -> {
      boolean answering = connection.getMessagesIn() > connection.getMessagesOut();
      if (answering || connection.getMessagesIn() != state.messagesIn) {
        state.messagesIn = connection.getMessagesIn();
        state.idleSince = now;
      } else if (now - state.idleSince > patienceNanos) {
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
