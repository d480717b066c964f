package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;

/** How far the index has followed the catalog, for whoever does not write it. */
final class IndexWatch implements AutoCloseable {
  private final Catalog catalog;
  private final VectorsSettings settings;
  private Optional<GalleryReader> reader = Optional.empty();

  IndexWatch(Catalog catalog, VectorsSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** The last change that the newest commit holds; 0 without an index. */
  long followed() throws IOException {
    return IndexFollower.sequenceOf(notes(), catalog.catalogId());
  }

  /** Up to which change what was deleted is out of the files; 0 without an index. */
  long purged() throws IOException {
    return IndexFollower.purgedSequenceOf(notes(), catalog.catalogId());
  }

  private Map<String, String> notes() throws IOException {
    if (reader.isEmpty()) {
      PictureModel model = CurrentModel.of(settings);
      reader = Optional.of(Indexes.of(settings).read(model.modelId(), model.dimension()));
    }
    GalleryReader opened = reader.get();
    try (GallerySnapshot snapshot = opened.snapshot()) {
      return snapshot.notes();
    } catch (IndexMissingException _) {
      return Map.of();
    } catch (IndexModelMismatchException _) { // exchanged meanwhile: the other one is opened next
      reader = Optional.empty();
      opened.close();
      return Map.of();
    }
  }

  @Override
  public void close() throws IOException {
    if (reader.isPresent()) {
      reader.get().close();
    }
  }
}
