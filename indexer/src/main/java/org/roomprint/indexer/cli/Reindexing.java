package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;

/**
 * A new generation of the index, made from the catalog beside the current one and swapped in when
 * it is whole. Until then, and after a crash at any moment, the current one is searched, with the
 * model that made it.
 *
 * <p>What the current one says of a picture under the same model is taken from it, if every byte of
 * it is as it was written; all else is described anew.
 */
final class Reindexing {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private Reindexing() {}

  /**
   * What was made.
   *
   * @param model name of the model that made it
   * @param generation that is searched now
   * @param pictures in it
   * @param seconds it took
   */
  record Done(String model, long generation, long pictures, double seconds) {
    String json() {
      return "{\"model\":\""
          + model.replaceAll("[\"\\\\\\p{Cntrl}]", "_")
          + "\",\"generation\":"
          + generation
          + ",\"pictures\":"
          + pictures
          + ",\"seconds\":"
          + Math.round(seconds)
          + "}";
    }

    String words() {
      return pictures + " pictures in generation " + generation + ", described by " + model;
    }
  }

  /** Makes the next generation with this index's model, and activates it. */
  static Done run(
      ImportTools tools, WrittenIndex written, String task, boolean quiet, PrintWriter err)
      throws IOException {
    PictureModel model = written.model();
    long begin = System.nanoTime();
    long indexed;
    GalleryIndex next;
    try (Source source = Source.open(tools.settings(), model, words -> say(quiet, err, words))) {
      next = written.generations().startNext(model.modelId(), model.dimension());
      indexed = fill(tools, written, next, source.snapshot(), new Progress(task, quiet, err));
    }
    next.compact();
    next.commit();
    long generation = next.identity().generation();
    written.generations().activate(generation);
    return new Done(model.name(), generation, indexed, (System.nanoTime() - begin) / 1e9);
  }

  private record Progress(String task, boolean quiet, PrintWriter err) {}

  private static long fill(
      ImportTools tools,
      WrittenIndex written,
      GalleryIndex next,
      Optional<GallerySnapshot> source,
      Progress progress)
      throws IOException {
    Catalog catalog = tools.catalog();
    try (Terminal terminal =
            new Terminal(
                progress.task(),
                catalog.changes().pendingSince(0),
                progress.quiet(),
                progress.err());
        BackgroundIndexing indexing =
            written.indexing(
                written.follower(next, source), BackgroundIndexing.ONLY_WHEN_AWAITED)) {
      long told = 0;
      long sequence = catalog.changes().latestSequence();
      boolean there = false;
      while (!there) {
        boolean reached = indexing.await(sequence, LOOK_EVERY);
        long now = indexing.dealtWith();
        terminal.indexed(now - told);
        terminal.advanced((int) (now - told));
        told = now;
        long latest = catalog.changes().latestSequence();
        there = reached && latest == sequence;
        sequence = latest;
      }
      return terminal.indexedPictures();
    }
  }

  private static void say(boolean quiet, PrintWriter err, String words) {
    if (!quiet) {
      err.println(words);
    }
  }

  /**
   * The current generation, if it is whole and of the same model.
   *
   * @param snapshot of it
   */
  private record Source(Optional<GalleryReader> reader, Optional<GallerySnapshot> snapshot)
      implements AutoCloseable {
    static Source open(VectorsSettings settings, PictureModel model, Consumer<String> say)
        throws IOException {
      Optional<GalleryReader> reader = Optional.empty();
      Optional<GallerySnapshot> snapshot = Optional.empty();
      try {
        reader = Optional.of(Indexes.of(settings).read(model.modelId(), model.dimension()));
        snapshot = Optional.of(reader.get().snapshot());
        snapshot.get().requireWhole();
        return new Source(reader, snapshot);
      } catch (IndexMissingException | IndexModelMismatchException _) {
        new Source(reader, snapshot).close();
      } catch (DamagedIndexException e) {
        new Source(reader, snapshot).close();
        say.accept("roomprint: Every picture is described anew. " + e.getMessage());
      }
      return new Source(Optional.empty(), Optional.empty());
    }

    @Override
    public void close() throws IOException {
      if (snapshot.isPresent()) {
        snapshot.get().close();
      }
      if (reader.isPresent()) {
        reader.get().close();
      }
    }
  }
}
