package org.roomprint.searchapi.searches;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.searchapi.wire.GalleryPartBody;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexLocation;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.LocalFeatures;

class GalleryPartsTest {
  private static final Optional<LocalDate> DAY = Optional.of(LocalDate.of(2024, 5, 1));
  private static final Optional<GeoPoint> PLACE = Optional.of(new GeoPoint(44.6, -63.6));

  @TempDir private Path folder;

  @Test
  void countsWhatAFilterLeavesAndWhatItLeavesOutForWantOfKnowledge() throws Exception {
    try (IndexGenerations generations = Indexes.at(new IndexLocation.Folder(folder)).write()) {
      GalleryIndex index = generations.openCurrent("a".repeat(64), 8);
      index.put(
          List.of(
              picture("whole", PictureKind.GALLERY_PHOTO, "CA", PLACE, DAY),
              picture("undated", PictureKind.GALLERY_PHOTO, "CA", PLACE, Optional.empty()),
              picture("nowhere", PictureKind.UNVERIFIED_PHOTO, "US", Optional.empty(), DAY),
              picture(
                  "neither", PictureKind.GALLERY_PHOTO, "US", Optional.empty(), Optional.empty()),
              picture("ad", PictureKind.AD_IMAGE, "CA", Optional.empty(), Optional.empty())));
      index.commit();
      try (GallerySnapshot snapshot = index.snapshot()) {
        GalleryFilter all = GalleryFilter.all(PictureKind.GALLERY_PHOTO);
        assertThat(GalleryParts.count(snapshot, all)).isEqualTo(new GalleryPartBody(4, 4, 2, 2));
        GalleryFilter canada =
            new GalleryFilter(
                all.kind(),
                all.area(),
                all.chains(),
                Set.of("CA"),
                all.takenFrom(),
                all.takenTo(),
                all.withoutOwners(),
                all.withoutPictures());
        assertThat(GalleryParts.count(snapshot, canada)).isEqualTo(new GalleryPartBody(2, 4, 2, 2));
      }
    }
  }

  private static IndexedPicture picture(
      String id,
      PictureKind kind,
      String country,
      Optional<GeoPoint> place,
      Optional<LocalDate> taken) {
    return new IndexedPicture(
        id,
        kind,
        "owner of " + id,
        Optional.empty(),
        Optional.empty(),
        Optional.of(country),
        place,
        taken,
        new PictureDescription(
            ContentHash.of(id.getBytes(StandardCharsets.UTF_8)),
            PdqHash.parse("0f".repeat(32)),
            100,
            Embedding.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}),
            Optional.empty(),
            LocalFeatures.none(4, 3)));
  }
}
