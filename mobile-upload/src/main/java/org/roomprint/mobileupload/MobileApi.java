package org.roomprint.mobileupload;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.Description;
import org.roomprint.http.GuardedServer;
import org.roomprint.http.HttpService;
import org.roomprint.http.JettyProblems;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.http.RequestIds;
import org.roomprint.http.RestOfBody;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.mobileupload.http.JsonBodies;
import org.roomprint.mobileupload.http.Problems;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.limits.RouteLimit;
import org.roomprint.mobileupload.plain.PlainRoutes;
import org.roomprint.mobileupload.submissions.HotelRoutes;
import org.roomprint.mobileupload.submissions.SubmissionRoutes;
import org.roomprint.mobileupload.submissions.TusRoutes;

/** The HTTP service: which address is answered by what, and within which limits. */
public final class MobileApi {
  private static final String PAGES = "/org/roomprint/mobileupload/pages";

  /** Files of the page whose names change with their content. */
  private static final String ASSETS = "/assets";

  /** The segmenter is compiled from our own WebAssembly; pictures are shown from memory. */
  private static final SecurityHeaders HEADERS =
      new SecurityHeaders(
          "default-src 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
              + " style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self';"
              + " worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors"
              + " 'none'; base-uri 'none'",
          "camera=(self), geolocation=(self), microphone=()");

  private MobileApi() {}

  /** Everything that answers or guards. */
  public record Handlers(
      RateLimitFilter rateLimitFilter,
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
  public static HttpService start(MobileSettings settings, Handlers handlers) {
    return HttpService.start(
        settings.port(),
        config -> {
          limit(config, settings, handlers);
          pages(config);
          routes(config.routes, handlers);
        });
  }

  private static void limit(JavalinConfig config, MobileSettings settings, Handlers handlers) {
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
        new JettyProblems(HEADERS.all(), handlers.rateLimitFilter()::count));
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
      HEADERS.put(context);
      if (context.path().startsWith(TusRoutes.PATH)) {
        TusRoutes.putVersion(context);
      }
      handlers.rateLimitFilter().count(context);
    });
    routes.beforeMatched(handlers.rateLimitFilter()::check);
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

    answerGet(
        routes, "/api/v1/openapi.yaml", Description.beside(MobileApi.class), RouteLimit.PLAIN);
    answerGet(routes, "/health/live", handlers.health()::live, RouteLimit.PLAIN);
    answerGet(routes, "/health/ready", handlers.health()::ready, RouteLimit.PLAIN);
  }

  /** What answers GET answers HEAD with the same status and headers. */
  private static void answerGet(
      RoutesConfig routes, String path, Handler handler, RouteLimit limit) {
    routes.get(path, handler, limit);
    routes.head(path, handler, limit);
  }
}
