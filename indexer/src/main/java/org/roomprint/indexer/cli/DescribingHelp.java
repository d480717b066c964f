package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.roomprint.indexer.describing.DescribeLoop;
import org.roomprint.indexer.describing.DescribeWorker;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.describe.FolderDescriptionStore;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.image.InProcessDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes pictures for an index that another process keeps, with the model that is wanted there;
 * it needs the catalog, the pictures, the models and the folder of descriptions, and no index.
 */
final class DescribingHelp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DescribingHelp.class);

  /** How long after a failure it is tried again. */
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private final ImportTools tools;
  private final Consumer<String> say;
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private Optional<Helping> helping = Optional.empty();
  private Instant notBefore = Instant.MIN;
  private String missing = "";

  DescribingHelp(ImportTools tools, Consumer<String> say) {
    this.tools = tools;
    this.say = say;
  }

  private record Helping(
      String modelId,
      DescribeLoop loop,
      PictureEmbedder embedder,
      InProcessDecoder kept,
      DescribingProcess process)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (process) {
        loop.close();
        embedder.close();
        kept.close();
      }
    }
  }

  /** Begins with the model that is wanted, and changes over when another one is. */
  synchronized void look() throws IOException {
    Optional<Throwable> failed = failure.getAndSet(Optional.empty());
    if (failed.isPresent()) {
      LOG.error("Describing failed and will be tried again", failed.get());
      notBefore = tools.clock().instant().plus(TRY_AGAIN_AFTER);
      close();
    }
    List<String> wanted = tools.catalog().describeTasks().wantedModels();
    boolean goesOn =
        wanted.isEmpty() || helping.map(now -> wanted.contains(now.modelId())).orElse(false);
    if (goesOn || tools.clock().instant().isBefore(notBefore)) {
      return;
    }
    close();
    for (String modelId : wanted) {
      Optional<PictureModel> model = CurrentModel.all(tools.settings()).withId(modelId);
      if (model.isPresent()) {
        helping = Optional.of(begin(model.get()));
        return;
      }
    }
    if (!wanted.getFirst().equals(missing)) {
      missing = wanted.getFirst();
      say.accept(
          "Pictures wait to be described with model "
              + missing
              + ", which is not among the models here: copy its folder into "
              + tools.settings().models().toAbsolutePath());
    }
  }

  private Helping begin(PictureModel model) throws IOException {
    DescribingProcess process = WrittenIndex.beginDescribing(tools.settings());
    try {
      PictureEmbedder embedder = DataOptions.openEmbedder(model, tools.settings());
      PictureDescriber describer = PictureDescriber.with(embedder);
      InProcessDecoder kept = new InProcessDecoder();
      DescribeWorker worker =
          new DescribeWorker(
              tools.catalog(),
              new FolderDescriptionStore(tools.settings().descriptions()),
              model.modelId(),
              () -> describer,
              kept,
              tools.workers(),
              tools.times(),
              tools.clock(),
              process);
      return new Helping(
          model.modelId(),
          new DescribeLoop(worker, () -> {}, cause -> failure.set(Optional.of(cause))),
          embedder,
          kept,
          process);
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (helping.isPresent()) {
      Helping ended = helping.get();
      helping = Optional.empty();
      ended.close();
    }
  }
}
