package org.roomprint.vectors.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins sessions over the newest index, with the model that made it; safe to be called from
 * several threads at once.
 *
 * <p>When an index of another model takes the place of the one that is searched ({@code roomprint
 * model use}), its model is opened beside the present one, and both are exchanged at once: an
 * embedding of one model means nothing in the index of another. Until then searches go on in the
 * former index; sessions that have begun end in it.
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
  private volatile Opened current;

  private Optional<String> failedModel = Optional.empty();

  private SearchEngine(VectorsSettings settings, Opened first) {
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
        new SearchEngine(settings, new Opened(CurrentModel.of(settings), settings));
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
      if (index.isEmpty() || index.get().modelId().equals(current.model.modelId())) {
        return;
      }
      wanted = index.get().modelId();
      Optional<PictureModel> model = CurrentModel.all(settings).withId(wanted);
      if (model.isEmpty()) {
        failed(wanted, "it is not among the models of this installation");
        return;
      }
      Opened next = new Opened(model.get(), settings);
      Opened former = current;
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

  /**
   * Begins a session over the newest view of the index; to be closed by the caller.
   *
   * @throws org.roomprint.vectors.index.IndexMissingException when nothing was ever indexed
   * @throws IndexModelMismatchException when another model made the index, and this one never
   *     searched it
   * @throws org.roomprint.vectors.index.DamagedIndexException when it cannot be read
   */
  public SearchSession begin() throws IOException {
    while (true) {
      Opened opened = current;
      if (opened.use()) {
        try {
          return new SearchSession(opened.tools, opened.snapshot(), opened::release);
        } catch (IOException | RuntimeException e) {
          opened.release();
          throw e;
        }
      }
      if (watcher.isShutdown()) {
        throw new IOException("The searches are closed");
      }
    }
  }

  @Override
  public void close() {
    watcher.close();
    current.release();
  }

  /** A model, the index that it made, and the searches; closed when nobody uses them any more. */
  private static final class Opened {
    private final PictureModel model;
    private final GalleryReader reader;
    private final SearchTools tools;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private int users = 1;

    /**
     * @throws IndexModelMismatchException when another model made the index
     */
    Opened(PictureModel model, VectorsSettings settings) throws IOException {
      this.model = model;
      try {
        PictureEmbedder embedder =
            keep(PictureEmbedder.open(model, new DjlEmbedder.Settings(settings.threads(), 1, 1)));
        reader = keep(Indexes.of(settings).read(embedder.modelId(), embedder.dimension()));
        tools = keep(new SearchTools(PictureDescriber.with(embedder), settings.threads()));
      } catch (IOException | RuntimeException e) {
        closeAll();
        throw e;
      }
    }

    private <T extends AutoCloseable> T keep(T resource) {
      opened.push(resource);
      return resource;
    }

    /**
     * The newest view of the index; where an index of another model has taken its place, the last
     * view that this model can search.
     */
    GallerySnapshot snapshot() throws IOException {
      try {
        return reader.snapshot();
      } catch (IndexModelMismatchException e) {
        return reader.lastSnapshot().orElseThrow(() -> e);
      }
    }

    /** Keeps them open until {@link #release}; false when they are closed already. */
    synchronized boolean use() {
      if (users == 0) {
        return false;
      }
      users++;
      return true;
    }

    /** Ends a use; the last one closes them. */
    void release() {
      synchronized (this) {
        users--;
        if (users > 0) {
          return;
        }
      }
      closeAll();
    }

    private void closeAll() {
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (Exception e) {
          LOG.warn("Closing failed: {}", e.getClass().getName());
        }
      }
    }
  }
}
