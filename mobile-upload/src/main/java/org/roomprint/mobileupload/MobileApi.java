package org.roomprint.mobileupload;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.GuardedServer;
import org.roomprint.http.JettyProblems;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.http.RequestIds;
import org.roomprint.http.RestOfBody;
import org.roomprint.mobileupload.http.JsonBodies;
import org.roomprint.mobileupload.http.Problems;
import org.roomprint.mobileupload.http.SecurityHeaders;
import org.roomprint.mobileupload.limits.Doorman;
import org.roomprint.mobileupload.limits.RouteLimit;
import org.roomprint.mobileupload.plain.PlainRoutes;
import org.roomprint.mobileupload.submissions.HotelRoutes;
import org.roomprint.mobileupload.submissions.SubmissionRoutes;
import org.roomprint.mobileupload.submissions.TusRoutes;

/** The HTTP service: which address is answered by what, and within which limits. */
public final class MobileApi implements AutoCloseable {
  private static final String PAGES = "/org/roomprint/mobileupload/pages";

  /** Files of the page whose names change with their content. */
  private static final String ASSETS = "/assets";

  private final Javalin javalin;

  private MobileApi(Javalin javalin) {
    this.javalin = javalin;
  }

  /** Everything that answers or guards. */
  public record Handlers(
      Doorman doorman,
      ConnectionGuard connections,
      HotelRoutes hotels,
      SubmissionRoutes submissions,
      TusRoutes uploads,
      PlainRoutes plain,
      Health health,
      JsonBodies json) {}

  /**
   * Starts to answer.
   *
   * @throws PortUnavailableException when the port cannot be listened on
   */
  public static MobileApi start(MobileSettings settings, Handlers handlers) {
    Javalin javalin =
        Javalin.create(config -> {
          limit(config, settings, handlers);
          pages(config);
          routes(config.routes, handlers);
        });
    try {
      return new MobileApi(javalin.start());
    } catch (JavalinBindException e) {
      throw new PortUnavailableException(settings.port(), e);
    }
  }

  /** Every route with its limit, such as {@code GET /plain}; for the test of the description. */
  Map<String, Set<RouteRole>> routes() {
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

  private static void limit(JavalinConfig config, MobileSettings settings, Handlers handlers) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = JsonBodies.MAX_BYTES;
    GuardedServer.listen(
        config,
        new GuardedServer.Limits(
            settings.host(),
            settings.port(),
            settings.maxConnections(),
            Duration.ofSeconds(settings.idleSeconds()),
            settings.minBytesPerSecond()),
        handlers.connections(),
        new JettyProblems(SecurityHeaders.ALL, handlers.doorman()::count));
  }

  private static void pages(JavalinConfig config) {
    if (MobileApi.class.getResource(PAGES + "/index.html") == null) {
      return; // a build without pages
    }
    if (MobileApi.class.getResource(PAGES + ASSETS) != null) {
      config.staticFiles.add(files -> {
        files.hostedPath = ASSETS;
        files.directory = PAGES + ASSETS;
        files.location = Location.CLASSPATH;
        files.headers = Map.of("Cache-Control", "public, max-age=31536000, immutable");
        files.roles = Set.of(RouteLimit.PLAIN);
      });
    }
    config.staticFiles.add(files -> {
      files.hostedPath = "/";
      files.directory = PAGES;
      files.location = Location.CLASSPATH;
      files.headers = Map.of("Cache-Control", "no-cache");
      files.roles = Set.of(RouteLimit.PLAIN);
    });
  }

  private static void routes(RoutesConfig routes, Handlers handlers) {
    new Problems(handlers.json(), PlainRoutes.PATH, handlers.plain()::problem).register(routes);
    routes.before(context -> {
      RequestIds.assign(context);
      SecurityHeaders.put(context);
      if (context.path().startsWith(TusRoutes.PATH)) {
        TusRoutes.putVersion(context);
      }
      handlers.doorman().count(context);
    });
    routes.beforeMatched(handlers.doorman()::check);
    routes.after(new RestOfBody()::read);

    answerGet(routes, "/api/v1/settings", handlers.hotels()::settings, RouteLimit.PLAIN);
    routes.post("/api/v1/hotel-searches", handlers.hotels()::search, RouteLimit.HOTEL_SEARCH);
    SubmissionRoutes submissions = handlers.submissions();
    routes.post("/api/v1/submissions", submissions::open, RouteLimit.SUBMISSION);
    routes.post(
        "/api/v1/submissions/{submissionId}/completion", submissions::complete, RouteLimit.SENDING);
    routes.post("/api/v1/receipt-lookups", submissions::lookUp, RouteLimit.RECEIPT);
    routes.post("/api/v1/withdrawals", submissions::withdraw, RouteLimit.RECEIPT);

    routes.options(TusRoutes.PATH, handlers.uploads()::options, RouteLimit.SENDING);
    routes.post(TusRoutes.PATH, handlers.uploads()::create, RouteLimit.SUBMISSION);
    String upload = TusRoutes.PATH + "/{uploadId}";
    routes.options(upload, handlers.uploads()::options, RouteLimit.SENDING);
    routes.head(upload, handlers.uploads()::head, RouteLimit.SENDING);
    routes.patch(upload, handlers.uploads()::patch, RouteLimit.SENDING);
    routes.delete(upload, handlers.uploads()::delete, RouteLimit.SENDING);
    routes.post(upload, handlers.uploads()::overridden, RouteLimit.SENDING);

    handlers.plain().register(routes);

    answerGet(routes, "/api/v1/openapi.yaml", MobileApi::description, RouteLimit.PLAIN);
    answerGet(routes, "/health/live", handlers.health()::live, RouteLimit.PLAIN);
    answerGet(routes, "/health/ready", handlers.health()::ready, RouteLimit.PLAIN);
  }

  /** What answers GET answers HEAD with the same status and headers. */
  private static void answerGet(
      RoutesConfig routes, String path, Handler handler, RouteLimit limit) {
    routes.get(path, handler, limit);
    routes.head(path, handler, limit);
  }

  private static void description(Context context) {
    try (InputStream in =
        Objects.requireNonNull(MobileApi.class.getResourceAsStream("openapi.yaml"))) {
      context.contentType("application/yaml");
      context.result(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
