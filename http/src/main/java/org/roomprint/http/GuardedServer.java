package org.roomprint.http;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;

/** Where a service listens, and what it asks of every connection before any route is asked. */
public final class GuardedServer {
  private static final int MAX_HEAD_BYTES = 8 * 1024;

  private GuardedServer() {}

  /**
   * What is asked.
   *
   * @param host address to listen on
   * @param port to listen on; 0 for any free one
   * @param maxConnections open at once, of all clients together
   * @param idle after which a connection that says nothing is closed
   * @param minBytesPerSecond of a request's body, on average
   */
  public record Limits(
      String host, int port, int maxConnections, Duration idle, long minBytesPerSecond) {}

  /**
   * Makes a service listen within these limits.
   *
   * @param problems answers what the server refuses before any route is asked
   */
  public static void listen(
      JavalinConfig config, Limits limits, ConnectionGuard connections, Request.Handler problems) {
    config.jetty.modifyHttpConfiguration(GuardedServer::limitHead);
    // Jetty measures from the beginning of a request; 0 asks nothing of whoever reads an answer.
    config.jetty.modifyServer(server -> {
      server.setHandler(
          new InFlight(connections, new MinimumDataRateHandler(limits.minBytesPerSecond(), 0)));
      server.setErrorHandler(problems);
    });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(problems));
    config.jetty.addConnector((server, http) -> {
      ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setHost(limits.host());
      connector.setPort(limits.port());
      connector.setIdleTimeout(limits.idle().toMillis());
      connector.addBean(connections);
      connector.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
      return connector;
    });
  }

  /** Tells the guard which connections have a request that is not answered yet. */
  private static final class InFlight extends Handler.Wrapper {
    private final ConnectionGuard connections;

    InFlight(ConnectionGuard connections, Handler next) {
      super(next);
      this.connections = connections;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Connection connection = request.getConnectionMetaData().getConnection();
      connections.began(connection);
      Request.addCompletionListener(request, _ -> connections.ended(connection));
      return super.handle(request, response, callback);
    }
  }

  private static void limitHead(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setFormEncodedMethods();
    http.setRequestHeaderSize(MAX_HEAD_BYTES);
  }
}
