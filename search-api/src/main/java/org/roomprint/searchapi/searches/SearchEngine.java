package org.roomprint.searchapi.searches;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.search.LinkAnswer;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.QueryImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The searches of {@code vectors} over the newest index, with the model that made it; safe to be
 * called from several threads at once.
 *
 * <p>When an index of another model takes the place of the one that is searched ({@code roomprint
 * model use}), its model is opened beside the present one, and both are exchanged at once. Until
 * then searches go on in the former index; those that have begun end in it.
 */
public final class SearchEngine implements AutoCloseable {
  /** How often the index is looked at for a change of model, and a failed one is tried again. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);

  private final VectorsSettings settings;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("model-watch").factory());

  /** Changed by the watcher alone. */
  private volatile SearchTools current;

  private Optional<String> failedModel = Optional.empty();

  private SearchEngine(VectorsSettings settings, SearchTools first) {
    this.settings = settings;
    this.current = first;
  }

  /**
   * Opens the current model and its index, and watches for a change of both.
   *
   * @throws IOException when they cannot be read
   */
  public static SearchEngine open(VectorsSettings settings) throws IOException {
    SearchEngine engine =
        new SearchEngine(settings, SearchTools.open(CurrentModel.of(settings), settings));
    var _ =
        engine.watcher.scheduleWithFixedDelay(
            engine::follow, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return engine;
  }

  /** Changes to the model that made the index, if it is another one. */
  private void follow() {
    String wanted = "";
    try {
      Optional<IndexIdentity> index = Indexes.of(settings).current();
      if (index.isEmpty() || index.get().modelId().equals(current.model().modelId())) {
        return;
      }
      wanted = index.get().modelId();
      Optional<PictureModel> model = CurrentModel.all(settings).withId(wanted);
      if (model.isEmpty()) {
        failed(wanted, "it is not among the models of this installation");
        return;
      }
      SearchTools next = SearchTools.open(model.get(), settings);
      SearchTools former = current;
      current = next;
      former.release();
      failedModel = Optional.empty();
      LOG.info("Searching with model {} from now on", wanted);
    } catch (IOException | RuntimeException e) {
      failed(wanted, String.valueOf(e.getMessage()));
    }
  }

  private void failed(String modelId, String why) {
    if (!failedModel.equals(Optional.of(modelId))) {
      failedModel = Optional.of(modelId);
      LOG.error(
          "The index was made by model {}, which cannot be used; searches go on in the former index: {}",
          modelId,
          why);
    }
  }

  private SearchTools tools() throws IOException {
    while (true) {
      SearchTools tools = current;
      if (tools.use()) {
        return tools;
      }
      if (watcher.isShutdown()) {
        throw new IOException("The searches are closed");
      }
    }
  }

  /** The newest view of the index, to be closed by the caller. */
  public GallerySnapshot snapshot() throws IOException {
    SearchTools tools = tools();
    try {
      return tools.snapshot();
    } finally {
      tools.release();
    }
  }

  /** Something to be done with the newest snapshot. */
  @FunctionalInterface
  interface Work<T> {
    T with(SearchTools tools, GallerySnapshot snapshot) throws IOException;
  }

  /** Whether one thing of a picture can be searched for, and not the whole room only. */
  boolean findsThings() {
    return current.locator().findsThings();
  }

  LocateRoomAnswer locate(LocateRoomQuery query) {
    return search((tools, snapshot) -> tools.locator().locate(query, snapshot));
  }

  /** Links of a picture to pictures of one kind. */
  LinkAnswer link(QueryImage image, PictureKind kind, Set<String> withoutOwners) {
    GalleryFilter all = GalleryFilter.all(kind);
    GalleryFilter filter =
        new GalleryFilter(
            kind,
            all.area(),
            all.chains(),
            all.countries(),
            all.takenFrom(),
            all.takenTo(),
            withoutOwners,
            all.withoutPictures());
    LinkAnswer answer = search((tools, snapshot) -> tools.linker().link(image, filter, snapshot));
    return kind == PictureKind.AD_IMAGE ? answer : answer.ofOneHotel();
  }

  /**
   * Runs something with the newest snapshot; an index that cannot be searched becomes a problem
   * document.
   */
  <T> T search(Work<T> work) {
    try {
      SearchTools tools = tools();
      try (GallerySnapshot snapshot = tools.snapshot()) {
        return work.with(tools, snapshot);
      } finally {
        tools.release();
      }
    } catch (IndexMissingException _) {
      throw new ProblemException(
          ProblemType.INDEX_UNAVAILABLE,
          "Nothing has been indexed yet; the operator imports photos first");
    } catch (IndexModelMismatchException | DamagedIndexException e) {
      throw new ProblemException(ProblemType.INDEX_UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("The index cannot be read", e);
    }
  }

  /** Width and height that the matching points of these hits refer to, by picture. */
  Map<String, PhotoHitBody.Frame> frames(Stream<PhotoHit> hits) {
    Set<String> pictureIds =
        hits.filter(hit -> !hit.matches().isEmpty())
            .map(hit -> hit.picture().pictureId())
            .collect(Collectors.toSet());
    Map<String, PhotoHitBody.Frame> frames = new HashMap<>();
    if (pictureIds.isEmpty()) {
      return frames;
    }
    search((_, snapshot) -> {
      for (String id : pictureIds) {
        Optional<LocalFeatures> features = snapshot.localFeatures(id);
        if (features.isPresent()) {
          frames.put(id, new PhotoHitBody.Frame(features.get().width(), features.get().height()));
        }
      }
      return frames;
    });
    return frames;
  }

  @Override
  public void close() {
    watcher.close();
    current.release();
  }
}
