package org.roomprint.searchapi;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.http.ClientAddresses;
import org.roomprint.http.ConnectionGuard;
import org.roomprint.http.HttpService;
import org.roomprint.searchapi.ads.AdGroupRoutes;
import org.roomprint.searchapi.audit.AuditRoutes;
import org.roomprint.searchapi.gallery.GalleryRoutes;
import org.roomprint.searchapi.gallery.Thumbnailer;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.AuditWatch;
import org.roomprint.searchapi.http.ClientRates;
import org.roomprint.searchapi.http.ReadQuotas;
import org.roomprint.searchapi.http.Refusals;
import org.roomprint.searchapi.http.WrongKeys;
import org.roomprint.searchapi.moderation.ModerationRoutes;
import org.roomprint.searchapi.searches.AdLinkSearches;
import org.roomprint.searchapi.searches.GalleryParts;
import org.roomprint.searchapi.searches.HotelSearches;
import org.roomprint.searchapi.searches.PictureLookups;
import org.roomprint.searchapi.searches.PictureRenderings;
import org.roomprint.searchapi.searches.QueryPictures;
import org.roomprint.searchapi.searches.SearchSlots;
import org.roomprint.searchapi.searches.Sessions;
import org.roomprint.searchapi.service.Health;
import org.roomprint.searchapi.service.Metrics;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.WorkerDecoder;
import org.roomprint.vectors.search.SearchEngine;

/** A running search service with everything it opened; closing it closes all of that. */
public final class Service implements AutoCloseable {
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(20);

  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_FLUSHES = Duration.ofMinutes(1);

  /** Bodies that are held in memory at once, for each search that is worked on at once. */
  private static final int BODIES_PER_SEARCH = 8;

  /** The share of the heap that bodies may take is one in this many. */
  private static final int HEAP_PER_BODIES = 3;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpService api;
  private String auditState = "";

  /**
   * Opens catalog, index, model and decoder, and starts to answer.
   *
   * @throws IOException when the model or the index cannot be read
   */
  public Service(
      CatalogSettings catalogSettings,
      VectorsSettings vectors,
      ServiceSettings settings,
      InstantSource clock)
      throws IOException {
    try {
      api = open(catalogSettings, vectors, settings, clock);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private HttpService open(
      CatalogSettings catalogSettings,
      VectorsSettings vectors,
      ServiceSettings settings,
      InstantSource clock)
      throws IOException {
    Catalog catalog = keep(SqlCatalog.open(catalogSettings.configuration(), clock));
    AuditWatch watch = new AuditWatch(catalog.auditLog(), clock);
    auditState = state(watch.look(), catalog);
    Refusals refusals = keep(new Refusals(catalog.auditLog(), clock));
    SecureRandom random = new SecureRandom();
    ClientAddresses addresses = new ClientAddresses(settings.trustedProxies(), random);
    ConnectionGuard connections =
        new ConnectionGuard(
            addresses,
            settings.maxConnectionsPerClient(),
            Duration.ofSeconds(settings.requestSeconds()));
    WorkerDecoder strangers =
        keep(WorkerDecoder.start(vectors.decoderProcesses(), vectors.pictureLimits()));
    InProcessDecoder kept = keep(new InProcessDecoder());
    AccessFilter accessFilter =
        new AccessFilter(
            new AccessControl(catalog.apiKeys(), clock, random),
            catalog.auditLog(),
            watch,
            refusals,
            new WrongKeys(clock),
            new ReadQuotas(
                Map.of(
                    ReadQuotas.Read.ADS, settings.adsPerDay(),
                    ReadQuotas.Read.PICTURES, settings.picturesPerDay(),
                    ReadQuotas.Read.THUMBNAILS, settings.thumbnailsPerDay()),
                clock));
    SearchEngine engine = keep(SearchEngine.open(vectors));
    Sessions sessions = new Sessions(engine);
    int searches = settings.concurrentSearches();
    SearchSlots slots =
        new SearchSlots(
            searches,
            searches * BODIES_PER_SEARCH,
            Runtime.getRuntime().maxMemory() / HEAP_PER_BODIES,
            settings.megapixelsPerSearch() * 1_000_000L,
            SEARCH_PATIENCE);
    repeat("connections", BETWEEN_SWEEPS, connections::sweep);
    repeat("refusals", BETWEEN_FLUSHES, refusals::flush);
    QueryPictures pictures = new QueryPictures(strangers, vectors.pictureLimits());
    Thumbnailer thumbnailer = new Thumbnailer(catalog, kept);
    return keep(
        SearchApi.start(
            settings,
            new SearchApi.Handlers(
                accessFilter,
                new HotelSearches(pictures, sessions, slots, catalog),
                new PictureLookups(pictures, sessions, slots, catalog),
                new PictureRenderings(pictures, slots),
                new GalleryParts(sessions, catalog.hotels()),
                new AdLinkSearches(kept, sessions, slots, catalog),
                new AdGroupRoutes(catalog, accessFilter, clock),
                new GalleryRoutes(catalog, accessFilter, thumbnailer),
                new ModerationRoutes(catalog, thumbnailer, clock),
                new AuditRoutes(catalog.auditLog(), watch, accessFilter),
                new Health(catalog, engine, watch),
                keep(new Metrics()),
                new ClientRates(addresses, settings.requestsPerMinute()),
                connections)));
  }

  private static String state(AuditVerdict verdict, Catalog catalog) {
    return switch (verdict) {
      case AuditVerdict.Intact(AuditHead head) -> "Audit log: intact up to " + head.text();
      case AuditVerdict.Broken(_, String detail) ->
          "Audit log: broken ("
              + detail
              + "), head "
              + catalog.auditLog().head().text()
              + "; searches are refused until it was looked into: see roomprint audit verify and"
              + " roomprint audit acknowledge";
    };
  }

  /** What was found of the audit log at the start, with its head, to be noted down elsewhere. */
  public String auditState() {
    return auditState;
  }

  /** Does some work again and again until the service is closed. */
  private void repeat(String name, Duration pause, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (true) {
                  Thread.sleep(pause);
                  work.run();
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

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The port that is listened on. */
  public int port() {
    return api.port();
  }

  /** The HTTP side. */
  HttpService api() {
    return api;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Service.class)
            .warn("Closing failed: {}", e.getClass().getName());
      }
    }
  }
}
