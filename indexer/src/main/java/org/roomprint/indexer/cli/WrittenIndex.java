package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.roomprint.indexer.describing.DescribeWorker;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.FolderDescriptionStore;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexGenerations;

/**
 * The index, written by this process and no other, with the model that it is made with, which is
 * loaded when there is something to describe.
 */
final class WrittenIndex implements AutoCloseable {
  private final ImportTools tools;
  private final VectorsSettings settings;
  private final IndexGenerations generations;
  private final PictureModel model;
  private final InProcessDecoder kept = new InProcessDecoder();
  private final DescribingProcess process;
  private Optional<PictureEmbedder> embedder = Optional.empty();
  private Optional<PictureDescriber> describer = Optional.empty();

  private WrittenIndex(
      ImportTools tools,
      VectorsSettings settings,
      IndexGenerations generations,
      PictureModel model,
      DescribingProcess process) {
    this.tools = tools;
    this.settings = settings;
    this.generations = generations;
    this.model = model;
    this.process = process;
  }

  /**
   * Opens no generation yet: the current one may be damaged or of another model.
   *
   * @param wanted to describe with; the current model when it is absent
   * @throws org.roomprint.vectors.index.IndexInUseException when another process writes the index
   */
  static WrittenIndex open(
      ImportTools tools, VectorsSettings settings, Optional<PictureModel> wanted)
      throws IOException {
    // Whoever holds the index decides which model is current: nobody changes it from here on.
    IndexGenerations generations = Indexes.of(settings).write();
    try {
      PictureModel model = wanted.isPresent() ? wanted.get() : CurrentModel.of(settings);
      return new WrittenIndex(tools, settings, generations, model, beginDescribing(settings));
    } catch (IOException | RuntimeException e) {
      generations.close();
      throw e;
    }
  }

  /** Begins to be seen as one that describes. */
  static DescribingProcess beginDescribing(VectorsSettings settings) throws IOException {
    return DescribingProcess.begin(DataOptions.describingFolder(settings));
  }

  IndexGenerations generations() {
    return generations;
  }

  PictureModel model() {
    return model;
  }

  /** Decodes kept pictures, which are our own. */
  PictureDecoder keptDecoder() {
    return kept;
  }

  /** The current generation. */
  GalleryIndex current() throws IOException {
    return generations.openCurrent(model.modelId(), model.dimension());
  }

  /** The describer with this model; always the same one. */
  synchronized PictureDescriber describer() throws IOException {
    if (describer.isEmpty()) {
      PictureEmbedder opened = DataOptions.openEmbedder(model, settings);
      embedder = Optional.of(opened);
      describer = Optional.of(PictureDescriber.with(opened));
    }
    return describer.get();
  }

  /**
   * Lets a generation follow the catalog.
   *
   * @param source an index whose descriptions are taken where it has them
   */
  IndexFollower follower(GalleryIndex index, Optional<GallerySnapshot> source) {
    return new IndexFollower(
        tools.catalog(),
        index,
        model.modelId(),
        new FolderDescriptionStore(settings.descriptions()),
        source,
        tools.times(),
        tools.clock());
  }

  /**
   * Lets it follow in the background, and describes what it wants on the threads of the tools.
   *
   * @param commitAfter how long a commit may wait when nothing more comes
   */
  BackgroundIndexing indexing(IndexFollower follower, Duration commitAfter) {
    return new BackgroundIndexing(
        tools.catalog(),
        follower,
        new DescribeWorker(
            tools.catalog(),
            new FolderDescriptionStore(settings.descriptions()),
            model.modelId(),
            this::describer,
            kept,
            tools.workers(),
            tools.times(),
            tools.clock(),
            process),
        commitAfter);
  }

  @Override
  public synchronized void close() throws IOException {
    try (process) {
      generations.close();
    } finally {
      embedder.ifPresent(PictureEmbedder::close);
      kept.close();
    }
  }
}
