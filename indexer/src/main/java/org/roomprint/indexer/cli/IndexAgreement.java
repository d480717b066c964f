package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogCounts;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.PictureKind;

/**
 * Whether the index says what the catalog says: it holds as many pictures, and has followed every
 * change of them and of their hotels and ads.
 *
 * @param pictures in the catalog
 * @param pending pictures whose last change the index does not know
 * @param index what is searched; absent before the first import
 */
record IndexAgreement(long pictures, long pending, Optional<Indexed> index) {
  /**
   * What an index holds.
   *
   * @param generation of it
   * @param photos trusted ones
   * @param unverifiedPhotos of the public
   * @param adImages of ads
   */
  record Indexed(long generation, long photos, long unverifiedPhotos, long adImages) {
    long pictures() {
      return photos + unverifiedPhotos + adImages;
    }
  }

  static IndexAgreement of(Catalog catalog, VectorsSettings settings) throws IOException {
    CatalogCounts counts = catalog.counts();
    long pictures = counts.photos() + counts.adImages();
    PictureModel model = CurrentModel.of(settings);
    try (GalleryReader reader = Indexes.of(settings).read(model.modelId(), model.dimension());
        GallerySnapshot snapshot = reader.snapshot()) {
      long sequence = IndexFollower.sequenceOf(snapshot.notes(), catalog.catalogId());
      return new IndexAgreement(
          pictures,
          catalog.changes().pendingSince(sequence),
          Optional.of(
              new Indexed(
                  snapshot.identity().generation(),
                  snapshot.size(PictureKind.GALLERY_PHOTO),
                  snapshot.size(PictureKind.UNVERIFIED_PHOTO),
                  snapshot.size(PictureKind.AD_IMAGE))));
    } catch (IndexMissingException _) {
      return new IndexAgreement(pictures, catalog.changes().pendingSince(0), Optional.empty());
    }
  }

  /** What {@code roomprint status} says. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    index.ifPresent(found -> {
      report.put("indexGeneration", found.generation());
      report.put("indexedPhotos", found.photos());
      report.put("indexedUnverifiedPhotos", found.unverifiedPhotos());
      report.put("indexedAdImages", found.adImages());
    });
    report.put("index", words());
    report.put("toBeIndexed", pending);
    return report;
  }

  /** How many pictures it lacks though it knows every change of them; 0 without an index. */
  long leftOut() {
    return pending > 0 || index.isEmpty() ? 0 : Math.max(0, pictures - index.get().pictures());
  }

  private String words() {
    if (index.isEmpty()) {
      return pictures == 0 ? "none yet" : "missing: run roomprint reindex";
    }
    long missing = pictures - index.get().pictures();
    if (pending == 0 && missing == 0) {
      return "agrees with the catalog";
    }
    if (pending > 0) {
      return "does not know the last changes of "
          + pending
          + " pictures: roomprint work brings it up to date, and so does an import, or roomprint reindex";
    }
    return (missing > 0
            ? "lacks " + missing + " pictures"
            : "has " + -missing + " pictures that were deleted")
        + ": run roomprint reindex";
  }
}
