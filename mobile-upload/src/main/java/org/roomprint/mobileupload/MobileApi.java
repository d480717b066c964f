package org.roomprint.mobileupload;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.Description;
import org.roomprint.http.GuardedServer;
import org.roomprint.http.HttpService;
import org.roomprint.http.JettyProblems;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.http.ProblemException;
import org.roomprint.http.Problems;
import org.roomprint.http.RequestIds;
import org.roomprint.http.RestOfBody;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.inbox.InboxFullException;
import org.roomprint.mobileupload.http.UploadProblem;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.limits.RouteLimit;
import org.roomprint.mobileupload.plain.PlainRoutes;
import org.roomprint.mobileupload.submissions.HotelRoutes;
import org.roomprint.mobileupload.submissions.SubmissionRoutes;
import org.roomprint.mobileupload.submissions.TusRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP service: which address is answered by what, and within which limits. */
public final class MobileApi {
  private static final Logger LOG = LoggerFactory.getLogger(MobileApi.class);
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
      Health health) {}

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
          routes(config, handlers);
        });
  }

  private static void limit(JavalinConfig config, MobileSettings settings, Handlers handlers) {
    config.http.maxRequestSize = SubmissionRoutes.MAX_BODY_BYTES;
    config.jsonMapper(new JsonBodies(SubmissionRoutes.MAX_BODY_BYTES));
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

  private static void routes(JavalinConfig config, Handlers handlers) {
    RoutesConfig routes = config.routes;
    Problems.register(config)
        .on(InboxFullException.class, MobileApi::full)
        .on(
            StoreUnavailableException.class,
            (fault, context) -> {
              Problems.logFault(context, fault);
              return new ProblemException(
                  CommonProblem.UNAVAILABLE, "Nothing that was acknowledged is lost; try later");
            })
        .withPages(PlainRoutes.PATH, handlers.plain()::problem);
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

  private static ProblemException full(InboxFullException full, Context context) {
    LOG.warn("Request {} was refused: {}", RequestIds.of(context), full.getMessage());
    return new ProblemException(
        UploadProblem.FULL,
        "There is no room for photos at the moment. Nothing that was acknowledged is lost; send the"
            + " rest later");
  }

  /** What answers GET answers HEAD with the same status and headers. */
  private static void answerGet(
      RoutesConfig routes, String path, Handler handler, RouteLimit limit) {
    routes.get(path, handler, limit);
    routes.head(path, handler, limit);
  }
}
