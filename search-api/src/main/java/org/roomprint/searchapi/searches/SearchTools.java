package org.roomprint.searchapi.searches;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.local.MagsacVerifier;
import org.roomprint.vectors.local.RootSiftExtractor;
import org.roomprint.vectors.search.PictureLinker;
import org.roomprint.vectors.search.RoomLocator;

/**
 * Model, index and searches that belong together; closed when nobody uses them any more.
 *
 * <p>They are exchanged together too: an embedding of one model means nothing in the index of
 * another.
 */
final class SearchTools {
  private final PictureModel model;
  private final GalleryReader reader;
  private final RoomLocator locator;
  private final PictureLinker linker;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private int users = 1;

  private SearchTools(PictureModel model, VectorsSettings settings) throws IOException {
    this.model = model;
    try {
      PictureEmbedder embedder =
          keep(PictureEmbedder.open(model, new DjlEmbedder.Settings(settings.threads(), 1, 1)));
      reader = keep(Indexes.of(settings).read(embedder.modelId(), embedder.dimension()));
      PictureDescriber describer =
          new PictureDescriber(embedder, new PdqHasher(), new RootSiftExtractor());
      MagsacVerifier verifier = new MagsacVerifier();
      locator = keep(new RoomLocator(describer, verifier, settings.threads()));
      linker = keep(new PictureLinker(describer, verifier, settings.threads()));
    } catch (IOException | RuntimeException e) {
      closeAll();
      throw e;
    }
  }

  /**
   * Opens a model and the index that it made.
   *
   * @throws IndexModelMismatchException when another model made the index
   */
  static SearchTools open(PictureModel model, VectorsSettings settings) throws IOException {
    return new SearchTools(model, settings);
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  PictureModel model() {
    return model;
  }

  RoomLocator locator() {
    return locator;
  }

  PictureLinker linker() {
    return linker;
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
        org.slf4j.LoggerFactory.getLogger(SearchTools.class)
            .warn("Closing failed: {}", e.getClass().getName());
      }
    }
  }
}
