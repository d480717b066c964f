package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.importing.PictureIngest;
import org.roomprint.indexer.indexing.IndexUpdater;
import org.roomprint.indexer.indexing.StepTimes;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.PictureLimits;
import org.roomprint.vectors.image.WorkerDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.IndexGenerations;

/**
 * What imports work with; pictures' tools are opened when they are first needed, since a list of
 * hotels needs none.
 */
final class ImportTools implements AutoCloseable {
  private final DataOptions dataOptions;
  private final Catalog catalog;
  private final StepTimes times = new StepTimes();
  private Optional<PictureTools> pictures = Optional.empty();

  ImportTools(DataOptions dataOptions) {
    this.dataOptions = dataOptions;
    this.catalog = dataOptions.openCatalog();
  }

  Catalog catalog() {
    return catalog;
  }

  StepTimes times() {
    return times;
  }

  PictureTools pictures() throws IOException {
    if (pictures.isEmpty()) {
      pictures = Optional.of(new PictureTools(dataOptions.vectors(), Optional.empty(), true));
    }
    return pictures.get();
  }

  /** How many pictures of the catalog have changed since the index followed it. */
  long pending() throws IOException {
    return IndexAgreement.of(catalog, dataOptions.vectors()).pending();
  }

  /**
   * The same without opening the current index, which may be damaged or of another model; to be
   * closed by the caller.
   *
   * @param model to describe with; the current one when it is absent
   */
  PictureTools rebuilding(Optional<PictureModel> model) throws IOException {
    return new PictureTools(dataOptions.vectors(), model, false);
  }

  /** Closes the pictures' tools, so that others can write the index; opened again when needed. */
  void closePictures() throws IOException {
    if (pictures.isPresent()) {
      PictureTools opened = pictures.get();
      pictures = Optional.empty();
      opened.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      closePictures();
    } finally {
      catalog.close();
    }
  }

  /** Decoder, model and index. */
  final class PictureTools implements AutoCloseable {
    private final PictureModel model;
    private final PictureEmbedder embedder;
    private final WorkerDecoder decoder;
    private final PictureLimits limits;
    private final IndexGenerations generations;
    private final ExecutorService workers;
    private final PictureDescriber describer;
    private final Optional<GalleryIndex> index;
    private final Optional<IndexUpdater> updater;

    private PictureTools(
        VectorsSettings settings, Optional<PictureModel> wanted, boolean currentIndex)
        throws IOException {
      limits = settings.pictureLimits();
      // Whoever holds the index decides which model is current: nobody changes it from here on.
      generations = Indexes.of(settings).write();
      // Decoder processes start while the model is loaded: each keeps one processor busy.
      CompletableFuture<WorkerDecoder> starting =
          CompletableFuture.supplyAsync(
              () -> WorkerDecoder.start(settings.decoderProcesses(), settings.pictureLimits()),
              start -> Thread.ofPlatform().daemon().name("decoder-starts").start(start));
      try {
        model = wanted.isPresent() ? wanted.get() : CurrentModel.of(settings);
        embedder = DataOptions.openEmbedder(model, settings);
      } catch (IOException | RuntimeException e) {
        var _ = starting.thenAccept(WorkerDecoder::close);
        generations.close();
        throw e;
      }
      decoder = started(starting);
      workers = DataOptions.describers(settings.threads());
      describer = PictureDescriber.with(embedder);
      index =
          currentIndex
              ? Optional.of(generations.openCurrent(embedder.modelId(), embedder.dimension()))
              : Optional.empty();
      updater = index.map(this::updater);
    }

    /** The decoder, or the exception that kept it from starting. */
    private static WorkerDecoder started(CompletableFuture<WorkerDecoder> starting) {
      try {
        return starting.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException fault ? fault : e;
      }
    }

    IndexUpdater updater(GalleryIndex target) {
      return new IndexUpdater(
          catalog, target, describer, new InProcessDecoder(), workers, times, dataOptions.clock());
    }

    PictureIngest ingest() {
      return new PictureIngest(decoder, limits, catalog.pictures(), times);
    }

    IndexUpdater updater() {
      return updater.orElseThrow(
          () -> new IllegalStateException("The current index was not opened"));
    }

    /** The current index, written by this process. */
    GalleryIndex index() {
      return index.orElseThrow(() -> new IllegalStateException("The current index was not opened"));
    }

    /** For a stranger's bytes. */
    PictureDecoder strangersDecoder() {
      return decoder;
    }

    PictureDescriber describer() {
      return describer;
    }

    ExecutorService workers() {
      return workers;
    }

    PictureModel model() {
      return model;
    }

    PictureEmbedder embedder() {
      return embedder;
    }

    IndexGenerations generations() {
      return generations;
    }

    @Override
    public void close() throws IOException {
      workers.shutdownNow();
      decoder.close();
      generations.close();
      embedder.close();
    }
  }
}
