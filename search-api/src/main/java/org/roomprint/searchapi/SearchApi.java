package org.roomprint.searchapi;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.http.AllowedMethods;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.Description;
import org.roomprint.http.GuardedServer;
import org.roomprint.http.HttpService;
import org.roomprint.http.JettyProblems;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.http.ProblemException;
import org.roomprint.http.ProblemType;
import org.roomprint.http.Problems;
import org.roomprint.http.RequestIds;
import org.roomprint.http.RestOfBody;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.searchapi.ads.AdGroupRoutes;
import org.roomprint.searchapi.audit.AuditRoutes;
import org.roomprint.searchapi.gallery.GalleryRoutes;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.ClientRates;
import org.roomprint.searchapi.http.RequestText;
import org.roomprint.searchapi.http.RouteAccess;
import org.roomprint.searchapi.http.SearchProblem;
import org.roomprint.searchapi.moderation.ModerationRoutes;
import org.roomprint.searchapi.searches.AdLinkSearches;
import org.roomprint.searchapi.searches.GalleryParts;
import org.roomprint.searchapi.searches.HotelSearches;
import org.roomprint.searchapi.searches.PictureLookups;
import org.roomprint.searchapi.searches.PictureRenderings;
import org.roomprint.searchapi.searches.QueryPictures;
import org.roomprint.searchapi.service.Health;
import org.roomprint.searchapi.service.Metrics;
import org.roomprint.searchapi.wire.KeyBody;

/** The HTTP service: which address is answered by what, for whom, and within which limits. */
public final class SearchApi {
  private static final String PAGES = "/org/roomprint/searchapi/pages";

  /** Also of the pages, which are no routes. */
  private static final Set<HandlerType> METHODS = Set.of(HandlerType.GET, HandlerType.POST);

  /**
   * Blob and data pictures are ours: pictures that need a key are fetched by script and shown from
   * memory.
   */
  private static final SecurityHeaders HEADERS =
      new SecurityHeaders(
          "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src"
              + " 'self' blob: data:; connect-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none';"
              + " base-uri 'none'",
          "camera=(), geolocation=(), microphone=()");

  private SearchApi() {}

  /** Everything that answers. */
  public record Handlers(
      AccessFilter accessFilter,
      HotelSearches hotelSearches,
      PictureLookups pictureLookups,
      PictureRenderings pictureRenderings,
      GalleryParts galleryParts,
      AdLinkSearches adLinkSearches,
      AdGroupRoutes adGroups,
      GalleryRoutes gallery,
      ModerationRoutes moderation,
      AuditRoutes audit,
      Health health,
      Metrics metrics,
      ClientRates rates,
      ConnectionGuard connections) {}

  /**
   * Starts to answer.
   *
   * @throws PortUnavailableException when the port cannot be listened on
   */
  public static HttpService start(ServiceSettings settings, Handlers handlers) {
    return HttpService.start(
        settings.port(),
        config -> {
          limit(config, settings, handlers);
          pages(config);
          routes(config, handlers);
        });
  }

  private static void limit(JavalinConfig config, ServiceSettings settings, Handlers handlers) {
    config.http.maxRequestSize = QueryPictures.MAX_JSON_BYTES;
    config.http.defaultContentType = "application/json";
    config.jsonMapper(new JsonBodies(QueryPictures.MAX_JSON_BYTES));
    // A query image is never written to disk, not even for a moment: whatever may come in is held
    // in memory. That one part is too large is said by name where it is read.
    config.jetty.multipartConfig.maxFileSize(QueryPictures.MAX_REQUEST_MIB, SizeUnit.MB);
    config.jetty.multipartConfig.maxInMemoryFileSize(QueryPictures.MAX_REQUEST_MIB, SizeUnit.MB);
    config.jetty.multipartConfig.maxTotalRequestSize(QueryPictures.MAX_REQUEST_MIB, SizeUnit.MB);
    GuardedServer.listen(
        config,
        new GuardedServer.Limits(
            settings.host(),
            settings.port(),
            settings.maxConnections(),
            Duration.ofSeconds(settings.idleSeconds()),
            settings.minBytesPerSecond()),
        handlers.connections(),
        new JettyProblems(HEADERS.all(), handlers.rates()::count));
  }

  private static void pages(JavalinConfig config) {
    if (SearchApi.class.getResource(PAGES + "/index.html") == null) {
      return; // a build without pages
    }
    config.staticFiles.add(files -> {
      files.hostedPath = "/";
      files.directory = PAGES;
      files.location = Location.CLASSPATH;
      files.headers = Map.of();
      files.roles = Set.of(RouteAccess.PUBLIC);
    });
  }

  /** What a problem's kind asks of whoever sends the next request. */
  private static void putHints(Context context, ProblemType problem) {
    if (problem == CommonProblem.KEY_REQUIRED) {
      context.header("WWW-Authenticate", "Bearer realm=\"roomprint\"");
    }
  }

  private static void routes(JavalinConfig config, Handlers handlers) {
    RoutesConfig routes = config.routes;
    AllowedMethods allowed = new AllowedMethods(config);
    Problems.register(config)
        .on(
            UnreadableRecordException.class,
            (broken, _) ->
                new ProblemException(
                    SearchProblem.AUDIT_BROKEN, String.valueOf(broken.getMessage())))
        .on(UncheckedIOException.class, (_, _) -> Problems.ended())
        .tell(handlers.accessFilter()::refused)
        .tell(SearchApi::putHints);
    routes.before(context -> {
      RequestIds.assign(context);
      HEADERS.put(context);
      handlers.metrics().begin(context);
      handlers.rates().count(context);
      RequestText.require(context);
      if (!METHODS.contains(context.method())) {
        throw allowed.refusal(context);
      }
    });
    routes.beforeMatched(handlers.accessFilter()::check);
    routes.after(handlers.accessFilter()::tellHead);
    routes.after(new RestOfBody()::read);
    routes.after(handlers.metrics()::end);

    routes.post(
        "/api/v1/hotel-searches", handlers.hotelSearches()::post, RouteAccess.SEARCH_HOTELS);
    routes.post(
        "/api/v1/picture-lookups", handlers.pictureLookups()::post, RouteAccess.LOOK_UP_PICTURE);
    routes.post("/api/v1/gallery-parts", handlers.galleryParts()::post, RouteAccess.VIEW_GALLERY);
    routes.post(
        "/api/v1/picture-renderings",
        handlers.pictureRenderings()::post,
        RouteAccess.LOOK_UP_PICTURE);
    routes.post(
        "/api/v1/ads/{adId}/link-searches", handlers.adLinkSearches()::post, RouteAccess.LINK_ADS);

    GalleryRoutes gallery = handlers.gallery();
    routes.get("/api/v1/hotels", gallery::listHotels, RouteAccess.VIEW_GALLERY);
    routes.get("/api/v1/hotels/{hotelId}", gallery::getHotel, RouteAccess.VIEW_GALLERY);
    routes.get(
        "/api/v1/hotels/{hotelId}/photos", gallery::listHotelPhotos, RouteAccess.VIEW_GALLERY);
    routes.get("/api/v1/photos/{photoId}", gallery::getPhoto, RouteAccess.VIEW_GALLERY);
    routes.get(
        "/api/v1/photos/{photoId}/picture", gallery::getPhotoPicture, RouteAccess.READ_PICTURE);
    routes.get(
        "/api/v1/photos/{photoId}/thumbnail",
        gallery::getPhotoThumbnail,
        RouteAccess.VIEW_THUMBNAIL);
    routes.get("/api/v1/ads", gallery::listAds, RouteAccess.VIEW_ADS);
    routes.get("/api/v1/ads/{adId}", gallery::getAd, RouteAccess.VIEW_ADS);
    routes.get("/api/v1/ads/{adId}/sightings", gallery::listSightings, RouteAccess.VIEW_ADS);
    routes.get(
        "/api/v1/ad-images/{imageId}/thumbnail",
        gallery::getAdImageThumbnail,
        RouteAccess.VIEW_AD_THUMBNAIL);

    AdGroupRoutes adGroups = handlers.adGroups();
    routes.get("/api/v1/ad-groups", adGroups::list, RouteAccess.VIEW_ADS);
    routes.get("/api/v1/ad-groups/{groupId}", adGroups::get, RouteAccess.VIEW_ADS);
    routes.get("/api/v1/ad-groups/{groupId}/path", adGroups::path, RouteAccess.VIEW_ADS);
    routes.post(
        "/api/v1/ad-groups/{groupId}/decisions", adGroups::decide, RouteAccess.DECIDE_AD_GROUPS);
    routes.post(
        "/api/v1/ad-groups/{groupId}/decisions/{decisionId}/withdrawal",
        adGroups::withdraw,
        RouteAccess.DECIDE_AD_GROUPS);

    ModerationRoutes moderation = handlers.moderation();
    routes.get("/api/v1/contributions", moderation::list, RouteAccess.MODERATE);
    routes.get("/api/v1/contributions/{contributionId}", moderation::get, RouteAccess.MODERATE);
    routes.post(
        "/api/v1/contributions/{contributionId}/decisions",
        moderation::decide,
        RouteAccess.MODERATE);
    routes.get(
        "/api/v1/contributed-photos/{photoId}/thumbnail",
        moderation::thumbnail,
        RouteAccess.MODERATE);
    routes.get("/api/v1/coverage", moderation::coverage, RouteAccess.VIEW_STATUS);

    AuditRoutes audit = handlers.audit();
    routes.get("/api/v1/audit", audit::list, RouteAccess.VIEW_AUDIT);
    routes.get("/api/v1/audit/verification", audit::verification, RouteAccess.VIEW_AUDIT);
    routes.get("/api/v1/audit/{number}", audit::get, RouteAccess.VIEW_AUDIT);

    routes.get(
        "/api/v1/key",
        context -> context.json(KeyBody.of(AccessFilter.principalOf(context))),
        RouteAccess.VIEW_STATUS);
    routes.get("/api/v1/openapi.yaml", Description.beside(SearchApi.class), RouteAccess.PUBLIC);
    routes.get("/health/live", handlers.health()::live, RouteAccess.PUBLIC);
    routes.get("/health/ready", handlers.health()::ready, RouteAccess.PUBLIC);
    routes.get("/metrics", handlers.metrics()::get, RouteAccess.VIEW_STATUS);
  }
}
