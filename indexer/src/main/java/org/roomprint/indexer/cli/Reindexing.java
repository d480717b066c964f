package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.roomprint.indexer.indexing.IndexUpdater;
import org.roomprint.vectors.index.GalleryIndex;

/**
 * A new generation of the index, made from the catalog beside the current one and swapped in when
 * it is whole. Until then, and after a crash at any moment, the current one is searched, with the
 * model that made it.
 */
final class Reindexing {
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

  /** Makes the next generation with these tools' model, and activates it. */
  static Done run(
      ImportTools tools,
      ImportTools.PictureTools pictures,
      String task,
      boolean quiet,
      PrintWriter err)
      throws IOException {
    GalleryIndex next =
        pictures
            .generations()
            .startNext(pictures.embedder().modelId(), pictures.embedder().dimension());
    IndexUpdater updater = pictures.updater(next);
    long begin = System.nanoTime();
    long indexed;
    try (Terminal terminal = new Terminal(task, updater.pending(), quiet, err)) {
      updater.catchUp(count -> {
        terminal.indexed(count);
        terminal.advanced(count);
      });
      indexed = terminal.indexedPictures();
    }
    next.compact();
    next.commit();
    long generation = next.identity().generation();
    pictures.generations().activate(generation);
    return new Done(
        pictures.model().name(), generation, indexed, (System.nanoTime() - begin) / 1e9);
  }
}
