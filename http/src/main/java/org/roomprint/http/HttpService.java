package org.roomprint.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A service that answers until it is closed. */
public final class HttpService implements AutoCloseable {
  private final Javalin javalin;

  private HttpService(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts to answer.
   *
   * @param port that the configuration listens on, to be named where that fails
   * @param configuration limits, pages and routes
   * @throws PortUnavailableException when the port cannot be listened on
   */
  public static HttpService start(int port, Consumer<JavalinConfig> configuration) {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.concurrency.useVirtualThreads = true;
          configuration.accept(config);
          // After all that a service does before it answers.
          config.routes.before(new AllowedMethods(config)::require);
        });
    // What fails here is thrown; Javalin would print it too, in words of its own.
    JavalinLogger.enabled = false;
    try {
      return new HttpService(javalin.start());
    } catch (JavalinBindException e) {
      throw new PortUnavailableException(port, e);
    } finally {
      JavalinLogger.enabled = true;
    }
  }

  /**
   * Every route with whom it is for, such as {@code GET /api/v1/hotels}; for the test that holds
   * the description to them.
   */
  public Map<String, Set<RouteRole>> routes() {
    Map<String, Set<RouteRole>> routes = new TreeMap<>();
    for (ParsedEndpoint parsed : javalin.unsafe.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = parsed.endpoint;
      if (endpoint.method.isHttpMethod()) {
        Roles roles = endpoint.metadata(Roles.class);
        routes.put(
            endpoint.method.name() + " " + endpoint.path,
            roles == null ? Set.of() : roles.getRoles());
      }
    }
    return routes;
  }

  /** The port that is listened on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
