package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.importing.PictureIngest;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.image.WorkerDecoder;

/**
 * What commands work with that write the catalog or the index. The tools for pictures are opened
 * when they are first needed, since a list of hotels needs none.
 */
final class ImportTools implements AutoCloseable {
  private static final int ENDED_WITHIN_SECONDS = 60;

  private final DataOptions dataOptions;
  private final VectorsSettings settings;
  private final Catalog catalog;
  private final StepTimes times = new StepTimes();
  private Optional<ExecutorService> workers = Optional.empty();
  private Optional<CompletableFuture<WorkerDecoder>> decoder = Optional.empty();

  ImportTools(DataOptions dataOptions) {
    this.dataOptions = dataOptions;
    this.settings = dataOptions.vectors();
    this.catalog = dataOptions.openCatalog();
  }

  Catalog catalog() {
    return catalog;
  }

  StepTimes times() {
    return times;
  }

  InstantSource clock() {
    return dataOptions.clock();
  }

  VectorsSettings settings() {
    return settings;
  }

  /** Threads that prepare and describe pictures. */
  synchronized ExecutorService workers() {
    if (workers.isEmpty()) {
      workers = Optional.of(DataOptions.describers(settings.threads()));
    }
    return workers.get();
  }

  /** Lets the decoders start while something else is done: each keeps one processor busy. */
  void startDecoder() {
    var _ = decoder();
  }

  private synchronized CompletableFuture<WorkerDecoder> decoder() {
    if (decoder.isEmpty()) {
      decoder =
          Optional.of(
              CompletableFuture.supplyAsync(
                  () -> WorkerDecoder.start(settings.decoderProcesses(), settings.pictureLimits()),
                  start -> Thread.ofPlatform().daemon().name("decoder-starts").start(start)));
    }
    return decoder.get();
  }

  /** For a stranger's bytes. */
  WorkerDecoder strangersDecoder() {
    try {
      return decoder().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  PictureIngest ingest() {
    return new PictureIngest(
        strangersDecoder(), settings.pictureLimits(), catalog.pictures(), times);
  }

  /**
   * Opens the index for writing.
   *
   * @throws org.roomprint.vectors.index.IndexInUseException when another process writes it
   */
  WrittenIndex openIndex(Optional<PictureModel> model) throws IOException {
    return WrittenIndex.open(this, settings, model);
  }

  /** How many pictures of the catalog have changed since the index followed it. */
  long pending() throws IOException {
    return IndexAgreement.of(catalog, settings).pending();
  }

  @Override
  public synchronized void close() {
    try {
      workers.ifPresent(ImportTools::end);
      decoder.ifPresent(started -> {
        var _ = started.thenAccept(WorkerDecoder::close);
      });
    } finally {
      catalog.close();
    }
  }

  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    try {
      boolean _ = workers.awaitTermination(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
