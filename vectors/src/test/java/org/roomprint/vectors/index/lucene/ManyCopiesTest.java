package org.roomprint.vectors.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.SeededPictures;

/**
 * Ads repeat a picture thousands of times; its copies must not hide the others from a graph search.
 */
class ManyCopiesTest {
  private static final int DIMENSION = 64;
  private static final GalleryFilter ADS = GalleryFilter.all(PictureKind.AD_IMAGE);

  @TempDir private Path folder;

  @Test
  void findsOtherPicturesAmongThousandsOfCopiesOfAFew() throws IOException {
    SeededPictures seeded = new SeededPictures(17, DIMENSION);
    List<Embedding> repeated = List.of(seeded.embedding(), seeded.embedding(), seeded.embedding());
    List<IndexedPicture> pictures = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      IndexedPicture picture = seeded.picture("a" + i, PictureKind.AD_IMAGE, "ad " + i);
      pictures.add(
          i % 2 == 0 ? SeededPictures.withEmbedding(picture, repeated.get(i / 2 % 3)) : picture);
    }
    try (LuceneGalleryIndex index =
        LuceneGalleryIndex.open(folder, new IndexIdentity("m", DIMENSION, 1))) {
      index.put(pictures);
      index.compact();
      index.commit();
      int found = 0;
      try (GallerySnapshot snapshot = index.snapshot()) {
        for (int i = 0; i < 100; i++) {
          Embedding own = pictures.get(i * 100 + 1).description().embedding();
          Embedding query = seeded.near(own, 0.7);
          Set<String> exact = new HashSet<>(ids(snapshot.knn(query, 10, KnnMode.EXACT, ADS)));
          KnnAnswer answer = snapshot.knn(query, 10, KnnMode.APPROXIMATE, ADS);
          assertThat(answer.visited()).isLessThan(15_000);
          exact.retainAll(ids(answer));
          found += exact.size();
        }
        for (Embedding copy : repeated) {
          assertThat(snapshot.knn(copy, 100, KnnMode.APPROXIMATE, ADS).hits())
              .hasSize(100)
              .allMatch(hit -> hit.similarity() > 0.9999);
        }
      }
      assertThat(found).isGreaterThan(900);
    }
  }

  private static List<String> ids(KnnAnswer answer) {
    return answer.hits().stream().map(hit -> hit.picture().pictureId()).toList();
  }
}
