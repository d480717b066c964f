package org.roomprint.searchapi;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.searchapi.gallery.GalleryRoutes;
import org.roomprint.searchapi.gallery.Thumbnailer;
import org.roomprint.searchapi.http.Gatekeeper;
import org.roomprint.searchapi.http.JsonBodies;
import org.roomprint.searchapi.moderation.ModerationRoutes;
import org.roomprint.searchapi.searches.AdLinkSearches;
import org.roomprint.searchapi.searches.GalleryParts;
import org.roomprint.searchapi.searches.HotelSearches;
import org.roomprint.searchapi.searches.PictureLookups;
import org.roomprint.searchapi.searches.PictureRenderings;
import org.roomprint.searchapi.searches.QueryPictures;
import org.roomprint.searchapi.searches.SearchEngine;
import org.roomprint.searchapi.searches.SearchSlots;
import org.roomprint.searchapi.service.Health;
import org.roomprint.searchapi.service.Metrics;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.WorkerDecoder;

/** A running search service with everything it opened; closing it closes all of that. */
public final class Service implements AutoCloseable {
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(20);

  /** Bodies that are held in memory at once, for each search that is worked on at once. */
  private static final int BODIES_PER_SEARCH = 8;

  /** The share of the heap that bodies may take is one in this many. */
  private static final int HEAP_PER_BODIES = 2;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final SearchApi api;

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

  private SearchApi open(
      CatalogSettings catalogSettings,
      VectorsSettings vectors,
      ServiceSettings settings,
      InstantSource clock)
      throws IOException {
    Catalog catalog = keep(SqlCatalog.open(catalogSettings.configuration(), clock));
    WorkerDecoder strangers =
        keep(WorkerDecoder.start(vectors.decoderProcesses(), vectors.pictureLimits()));
    InProcessDecoder kept = keep(new InProcessDecoder());
    JsonBodies json = new JsonBodies();
    Gatekeeper gatekeeper =
        new Gatekeeper(new AccessControl(catalog.apiKeys(), clock, new SecureRandom()));
    SearchEngine engine = keep(SearchEngine.open(vectors));
    int searches = settings.concurrentSearches();
    SearchSlots slots = new SearchSlots(searches, bodies(searches), SEARCH_PATIENCE);
    QueryPictures pictures = new QueryPictures(strangers, vectors.pictureLimits());
    Thumbnailer thumbnailer = new Thumbnailer(catalog, kept);
    return keep(
        SearchApi.start(
            settings,
            new SearchApi.Handlers(
                gatekeeper,
                new HotelSearches(gatekeeper, pictures, engine, slots, catalog, json),
                new PictureLookups(gatekeeper, pictures, engine, slots, catalog, json),
                new PictureRenderings(pictures, slots),
                new GalleryParts(engine, catalog.hotels(), json),
                new AdLinkSearches(gatekeeper, kept, engine, slots, catalog, json),
                new GalleryRoutes(catalog, thumbnailer, json),
                new ModerationRoutes(catalog, gatekeeper, thumbnailer, clock, json),
                new Health(catalog, engine::snapshot, json),
                keep(new Metrics()),
                json)));
  }

  /** As many as are useful, unless the heap is too small for so many of the largest. */
  private static int bodies(int searches) {
    long largest = QueryPictures.MAX_REQUEST_MIB * 1024L * 1024;
    long fitting = Runtime.getRuntime().maxMemory() / HEAP_PER_BODIES / largest;
    return (int) Math.clamp(fitting, searches + 1, (long) searches * BODIES_PER_SEARCH);
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
  SearchApi api() {
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
