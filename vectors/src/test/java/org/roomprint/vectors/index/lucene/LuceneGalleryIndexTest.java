package org.roomprint.vectors.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GalleryIndexContract;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexInUseException;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.SeededPictures;

class LuceneGalleryIndexTest extends GalleryIndexContract {
  private static final IndexIdentity IDENTITY = new IndexIdentity("m", DIMENSION, 1);

  @Override
  protected GalleryIndex open(IndexIdentity identity) throws IOException {
    return LuceneGalleryIndex.open(folder, identity);
  }

  @Test
  void refusesASecondWriter() throws IOException {
    try (GalleryIndex first = open(IDENTITY)) {
      assertThatThrownBy(() -> open(IDENTITY).close())
          .isInstanceOf(IndexInUseException.class)
          .hasMessageContaining("another process");
      first.commit();
    }
    open(IDENTITY).close();
  }

  @Test
  void saysToReindexWhenAFileIsCutOff() throws IOException {
    try (GalleryIndex index = open(IDENTITY)) {
      index.put(new SeededPictures(3, DIMENSION).photos(50));
      index.commit();
    }
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(file -> !file.endsWith("write.lock")).toList();
    }
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThatThrownBy(() -> open(IDENTITY).close())
          .as("%s cut in half", file.getFileName())
          .isInstanceOf(DamagedIndexException.class)
          .hasMessageContaining("roomprint reindex");
      Files.write(file, whole);
    }
    open(IDENTITY).close();
  }

  @Test
  void saysToReindexWhenAFileIsMissing() throws IOException {
    try (GalleryIndex index = open(IDENTITY)) {
      index.put(new SeededPictures(3, DIMENSION).photos(50));
      index.commit();
    }
    try (var all = Files.list(folder)) {
      for (Path file : all.filter(name -> name.toString().endsWith(".cfs")).toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> open(IDENTITY).close())
        .isInstanceOf(DamagedIndexException.class)
        .hasMessageContaining("roomprint reindex");
  }

  @Test
  void findsEveryHashInASegmentLargeEnoughForAnIndexOfHashes() throws IOException {
    SeededPictures seeded = new SeededPictures(5, DIMENSION);
    PdqHash query = seeded.hash();
    List<IndexedPicture> pictures = new ArrayList<>();
    List<String> near = new ArrayList<>();
    for (int i = 0; i < PdqSegment.MIN_INDEXED + 10; i++) {
      IndexedPicture picture = seeded.photo("p" + i, "h");
      if (i % 500 == 7) {
        picture = SeededPictures.withPdq(picture, seeded.hashAt(i / 500 % 34, query));
        if (i / 500 % 34 <= 31) {
          near.add(picture.pictureId());
        }
      }
      pictures.add(picture);
    }
    try (GalleryIndex index = open(IDENTITY)) {
      index.put(pictures);
      index.delete(List.of("p7"));
      index.compact();
      index.commit();
      near.remove("p7");
      try (GallerySnapshot snapshot = index.snapshot()) {
        assertThat(
                snapshot.withinPdqDistance(query, 31, GalleryFilter.all(PictureKind.GALLERY_PHOTO)))
            .isSortedAccordingTo(Comparator.comparingInt(PdqNeighbour::distance))
            .extracting(neighbour -> neighbour.picture().pictureId())
            .containsExactlyInAnyOrderElementsOf(near);
      }
    }
  }

  @Test
  void findsEmbeddingsThatAreLongerThanLucenesOwnLimit() throws IOException {
    // As two models fused give: 512 and 1,024 values.
    IndexIdentity wide = new IndexIdentity("fused", 1536, 1);
    List<IndexedPicture> pictures = new SeededPictures(11, wide.dimension()).photos(1200);
    try (GalleryIndex index = open(wide)) {
      index.put(pictures.subList(0, 600));
      index.commit();
      index.put(pictures.subList(600, 1200));
      index.compact();
      index.commit();
    }
    try (GalleryIndex index = open(wide);
        GallerySnapshot snapshot = index.snapshot()) {
      for (int i = 0; i < pictures.size(); i += 100) {
        IndexedPicture picture = pictures.get(i);
        for (KnnMode mode : KnnMode.values()) {
          assertThat(
                  snapshot
                      .knn(
                          picture.description().embedding(),
                          1,
                          mode,
                          GalleryFilter.all(PictureKind.GALLERY_PHOTO))
                      .hits())
              .as("%s, %s", picture.pictureId(), mode)
              .singleElement()
              .satisfies(hit -> {
                assertThat(hit.picture().pictureId()).isEqualTo(picture.pictureId());
                assertThat(hit.similarity()).isCloseTo(1, within(1e-5));
              });
        }
      }
    }
  }
}
