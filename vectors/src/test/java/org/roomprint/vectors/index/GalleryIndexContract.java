package org.roomprint.vectors.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;

/** What every gallery index promises; an implementation's test extends it. */
public abstract class GalleryIndexContract {
  /** Dimension of all embeddings here. */
  protected static final int DIMENSION = 24;

  private static final GalleryFilter PHOTOS = GalleryFilter.all(PictureKind.GALLERY_PHOTO);
  private static final GalleryFilter ADS = GalleryFilter.all(PictureKind.AD_IMAGE);
  private static final GeoPoint SAINT_LOUIS = new GeoPoint(38.627, -90.199);
  private static final GeoPoint CHICAGO = new GeoPoint(41.878, -87.63);

  /** Empty for each test. */
  @TempDir protected Path folder;

  private final SeededPictures seeded = new SeededPictures(7, DIMENSION);

  /** Opens the one index that is kept in the folder; begins it when there is none. */
  protected abstract GalleryIndex open(IndexIdentity identity) throws IOException;

  private static IndexIdentity identity() {
    return new IndexIdentity("a".repeat(64), DIMENSION, 1);
  }

  private GalleryIndex filled(List<IndexedPicture> pictures) throws IOException {
    GalleryIndex index = open(identity());
    index.put(pictures);
    index.commit();
    return index;
  }

  @Test
  void findsThePicturesWhosePatchesScoreHighestAmongThoseThatAreAccepted() throws IOException {
    List<IndexedPicture> pictures = new ArrayList<>(seeded.photos(30));
    pictures.add(seeded.picture("an ad image", PictureKind.AD_IMAGE, "ad"));
    try (GalleryIndex index = filled(pictures);
        GallerySnapshot snapshot = index.snapshot()) {
      float[] thing = pictures.get(17).description().patches().orElseThrow().toArray();
      ToDoubleFunction<PatchEmbeddings> alike =
          patches -> {
            float[] values = patches.toArray();
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
              sum += values[i] * thing[i];
            }
            return sum / patches.count();
          };

      KnnAnswer all = snapshot.highest(5, alike, PHOTOS);
      KnnAnswer without =
          snapshot.highest(
              5,
              alike,
              new GalleryFilter(
                  PictureKind.GALLERY_PHOTO,
                  Optional.empty(),
                  Set.of(),
                  Set.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Set.of(),
                  Set.of("p17")));

      assertThat(all.visited()).isEqualTo(30);
      assertThat(all.hits()).hasSize(5);
      assertThat(all.hits().getFirst().picture().pictureId()).isEqualTo("p17");
      assertThat(all.hits().getFirst().similarity()).isCloseTo(1, within(0.02));
      assertThat(all.hits())
          .isSortedAccordingTo(Comparator.comparingDouble(hit -> -hit.similarity()));
      assertThat(without.visited()).isEqualTo(29);
      assertThat(without.hits()).extracting(hit -> hit.picture().pictureId()).doesNotContain("p17");
      assertThat(snapshot.samplePatches(10, PHOTOS)).hasSize(10);
      assertThat(snapshot.samplePatches(1000, PHOTOS)).hasSize(30);
      assertThat(snapshot.patches("p17")).isEqualTo(pictures.get(17).description().patches());
    }
  }

  @Test
  void findsNothingInAnEmptyIndex() throws IOException {
    try (GalleryIndex index = open(identity());
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isZero();
      assertThat(snapshot.knn(seeded.embedding(), 5, KnnMode.APPROXIMATE, PHOTOS).hits()).isEmpty();
      assertThat(snapshot.knn(seeded.embedding(), 5, KnnMode.EXACT, PHOTOS).hits()).isEmpty();
      assertThat(snapshot.withinPdqDistance(seeded.hash(), 256, PHOTOS)).isEmpty();
      assertThat(snapshot.find("p0")).isEmpty();
      assertThat(snapshot.localFeatures("p0")).isEmpty();
    }
  }

  @Test
  void givesBackWholeEntriesAsTheyWerePut() throws IOException {
    IndexedPicture full =
        seeded.full("p1", "h1", "chain 1", "US", SAINT_LOUIS, LocalDate.of(2019, 2, 28));
    IndexedPicture bare = seeded.picture("a1", PictureKind.AD_IMAGE, "ad 1");
    try (GalleryIndex index = filled(List.of(full, bare));
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(snapshot.find("p1")).contains(full);
      assertThat(snapshot.find("a1")).contains(bare);
      assertThat(snapshot.localFeatures("p1")).contains(full.description().localFeatures());
      assertThat(snapshot.find("p")).isEmpty();
    }
  }

  @Test
  void saysWhichOfSomePicturesAFilterAccepts() throws IOException {
    GalleryFilter american =
        new GalleryFilter(
            PictureKind.GALLERY_PHOTO,
            Optional.empty(),
            Set.of(),
            Set.of("US"),
            Optional.of(LocalDate.of(2019, 1, 1)),
            Optional.empty(),
            Set.of(),
            Set.of("p4"));
    try (GalleryIndex index =
            filled(
                List.of(
                    seeded.full("p1", "h1", "c", "US", SAINT_LOUIS, LocalDate.of(2019, 2, 28)),
                    seeded.full("p2", "h2", "c", "FR", CHICAGO, LocalDate.of(2019, 2, 28)),
                    seeded.full("p4", "h4", "c", "US", CHICAGO, LocalDate.of(2019, 2, 28)),
                    seeded.picture("p3", PictureKind.GALLERY_PHOTO, "h3"),
                    seeded.picture("a1", PictureKind.AD_IMAGE, "ad 1")));
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(snapshot.accepted(List.of("p1", "p2", "p3", "p4", "a1", "x"), american))
          .containsExactly("p1");
      assertThat(snapshot.accepted(List.of("p1", "p3", "a1"), PHOTOS))
          .containsExactlyInAnyOrder("p1", "p3");
    }
  }

  @Test
  void leavesNothingOfDeletedPicturesInItsFilesOncePurged() throws IOException {
    List<IndexedPicture> pictures = new ArrayList<>(seeded.photos(30));
    try (GalleryIndex index = filled(pictures)) {
      index.delete(List.of("p3"));
      index.put(List.of(seeded.full("p4", "h", "c", "US", CHICAGO, LocalDate.EPOCH)));
      index.commit();
      assertThat(index.size()).isEqualTo(new GalleryIndex.Size(29, 2));

      index.purge();
      index.commit();

      assertThat(index.size()).isEqualTo(new GalleryIndex.Size(29, 0));
      try (GallerySnapshot snapshot = index.snapshot()) {
        assertThat(snapshot.find("p3")).isEmpty();
        assertThat(snapshot.find("p5")).contains(pictures.get(5));
      }
    }
  }

  @Test
  void showsNothingBeforeTheCommit() throws IOException {
    try (GalleryIndex index = open(identity())) {
      index.put(seeded.photos(3));
      try (GallerySnapshot before = index.snapshot()) {
        index.commit();
        assertThat(before.size(PictureKind.GALLERY_PHOTO)).isZero();
        assertThat(before.find("p0")).isEmpty();
      }
      try (GallerySnapshot after = index.snapshot()) {
        assertThat(after.size(PictureKind.GALLERY_PHOTO)).isEqualTo(3);
      }
    }
  }

  @Test
  void keepsASnapshotAsItWasWhilePicturesComeAndGo() throws IOException {
    List<IndexedPicture> photos = seeded.photos(20);
    try (GalleryIndex index = filled(photos);
        GallerySnapshot before = index.snapshot()) {
      index.delete(List.of("p3"));
      index.put(List.of(seeded.photo("p4", "another")));
      index.commit();
      index.compact();
      index.commit();

      assertThat(before.find("p3")).contains(photos.get(3));
      assertThat(before.find("p4")).contains(photos.get(4));
      assertThat(before.size(PictureKind.GALLERY_PHOTO)).isEqualTo(20);
    }
  }

  @Test
  void replacesAPictureThatIsPutAgain() throws IOException {
    IndexedPicture first = seeded.photo("p1", "h1");
    IndexedPicture second = seeded.photo("p1", "h2");
    try (GalleryIndex index = filled(List.of(first, seeded.photo("p2", "h1")))) {
      index.put(List.of(second));
      index.commit();
      try (GallerySnapshot snapshot = index.snapshot()) {
        assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(2);
        assertThat(snapshot.find("p1")).contains(second);
        assertThat(snapshot.withinPdqDistance(first.description().pdq(), 0, PHOTOS)).isEmpty();
        assertThat(snapshot.withinPdqDistance(second.description().pdq(), 0, PHOTOS)).hasSize(1);
      }
    }
  }

  @Test
  void deletesPicturesAndPassesOverUnknownIds() throws IOException {
    List<IndexedPicture> photos = seeded.photos(10);
    try (GalleryIndex index = filled(photos)) {
      index.delete(List.of("p2", "nobody"));
      index.commit();
      try (GallerySnapshot snapshot = index.snapshot()) {
        Embedding query = photos.get(2).description().embedding();
        assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(9);
        assertThat(snapshot.find("p2")).isEmpty();
        assertThat(ids(snapshot.knn(query, 10, KnnMode.APPROXIMATE, PHOTOS)))
            .hasSize(9)
            .doesNotContain("p2");
        assertThat(ids(snapshot.knn(query, 10, KnnMode.EXACT, PHOTOS))).doesNotContain("p2");
        assertThat(snapshot.withinPdqDistance(photos.get(2).description().pdq(), 31, PHOTOS))
            .isEmpty();
        assertThat(snapshot.sameBytes(photos.get(2).description().contentHash(), PHOTOS)).isEmpty();
      }
    }
  }

  @Test
  void findsTheExactNeighboursInOrderWithTheirCosine() throws IOException {
    List<IndexedPicture> photos = seeded.photos(300);
    Embedding query = seeded.embedding();
    try (GalleryIndex index = filled(photos);
        GallerySnapshot snapshot = index.snapshot()) {
      KnnAnswer answer = snapshot.knn(query, 10, KnnMode.EXACT, PHOTOS);
      assertThat(ids(answer)).containsExactlyElementsOf(expected(photos, query, 10));
      for (KnnAnswer.Hit hit : answer.hits()) {
        IndexedPicture found = snapshot.find(hit.picture().pictureId()).orElseThrow();
        assertThat(hit.similarity())
            .isCloseTo(query.similarity(found.description().embedding()), within(1e-6));
        assertThat(hit.picture().ownerId()).isEqualTo(found.ownerId());
      }
      assertThat(answer.visited()).isEqualTo(300);
    }
  }

  @Test
  void findsNearlyAllNeighboursApproximatelyInSeveralCommits() throws IOException {
    List<IndexedPicture> photos = seeded.photos(3000);
    try (GalleryIndex index = open(identity())) {
      for (int from = 0; from < photos.size(); from += 1000) {
        index.put(photos.subList(from, from + 1000));
        index.commit();
      }
      int found = 0;
      try (GallerySnapshot snapshot = index.snapshot()) {
        for (int i = 0; i < 50; i++) {
          Embedding query = seeded.near(photos.get(i * 60).description().embedding(), 0.5);
          Set<String> exact = new HashSet<>(ids(snapshot.knn(query, 10, KnnMode.EXACT, PHOTOS)));
          KnnAnswer answer = snapshot.knn(query, 10, KnnMode.APPROXIMATE, PHOTOS);
          assertThat(answer.hits())
              .isSortedAccordingTo(Comparator.comparingDouble(hit -> -hit.similarity()));
          assertThat(answer.visited()).isPositive();
          exact.retainAll(ids(answer));
          found += exact.size();
        }
      }
      assertThat(found).isGreaterThan(475);
    }
  }

  @Test
  void ordersEquallySimilarPicturesById() throws IOException {
    Embedding same = seeded.embedding();
    List<IndexedPicture> pictures = new ArrayList<>();
    for (int i = 99; i >= 10; i--) {
      pictures.add(SeededPictures.withEmbedding(seeded.photo("p" + i, "h"), same));
    }
    try (GalleryIndex index = filled(pictures);
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(ids(snapshot.knn(same, 3, KnnMode.EXACT, PHOTOS)))
          .containsExactly("p10", "p11", "p12");
      assertThat(ids(snapshot.knn(same, 90, KnnMode.APPROXIMATE, PHOTOS))).hasSize(90).isSorted();
    }
  }

  @Test
  void givesAllPicturesWhenMoreAreAskedForThanThereAre() throws IOException {
    try (GalleryIndex index = filled(seeded.photos(7));
        GallerySnapshot snapshot = index.snapshot()) {
      for (KnnMode mode : KnnMode.values()) {
        assertThat(snapshot.knn(seeded.embedding(), Integer.MAX_VALUE, mode, PHOTOS).hits())
            .hasSize(7);
      }
    }
  }

  @Test
  void refusesToLookForNoNeighboursOrWithAnotherDimension() throws IOException {
    try (GalleryIndex index = filled(seeded.photos(1));
        GallerySnapshot snapshot = index.snapshot()) {
      assertThatThrownBy(() -> snapshot.knn(seeded.embedding(), 0, KnnMode.EXACT, PHOTOS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 1");
      Embedding wide = new SeededPictures(1, DIMENSION + 1).embedding();
      assertThatThrownBy(() -> snapshot.knn(wide, 1, KnnMode.EXACT, PHOTOS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("24")
          .hasMessageContaining("25");
      assertThatThrownBy(() -> index.put(new SeededPictures(1, DIMENSION + 1).photos(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("p0")
          .hasMessageContaining("25");
    }
  }

  @Test
  void neverMixesPhotosAndAdImages() throws IOException {
    IndexedPicture photo = seeded.photo("p1", "h1");
    IndexedPicture ad =
        SeededPictures.withDescription(
            seeded.picture("a1", PictureKind.AD_IMAGE, "ad 1"), photo.description());
    try (GalleryIndex index = filled(List.of(photo, ad));
        GallerySnapshot snapshot = index.snapshot()) {
      PictureDescription pixels = photo.description();
      assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(1);
      assertThat(snapshot.size(PictureKind.AD_IMAGE)).isEqualTo(1);
      for (KnnMode mode : KnnMode.values()) {
        assertThat(ids(snapshot.knn(pixels.embedding(), 9, mode, PHOTOS))).containsExactly("p1");
        assertThat(ids(snapshot.knn(pixels.embedding(), 9, mode, ADS))).containsExactly("a1");
      }
      assertThat(pdqIds(snapshot.withinPdqDistance(pixels.pdq(), 9, ADS))).containsExactly("a1");
      assertThat(snapshot.sameBytes(pixels.contentHash(), ADS))
          .extracting(PictureRef::pictureId)
          .containsExactly("a1");
    }
  }

  @Test
  void narrowsEveryKindOfLookUpByTheFilter() throws IOException {
    List<IndexedPicture> pictures =
        List.of(
            seeded.full("p1", "h1", "c1", "US", SAINT_LOUIS, LocalDate.of(2018, 1, 1)),
            seeded.full("p2", "h2", "c2", "US", CHICAGO, LocalDate.of(2019, 1, 1)),
            seeded.full(
                "p3", "h3", "c2", "FR", new GeoPoint(48.85, 2.35), LocalDate.of(2020, 1, 1)),
            seeded.photo("p4", "h4"));
    try (GalleryIndex index = filled(pictures);
        GallerySnapshot snapshot = index.snapshot()) {
      checkFilter(snapshot, pictures, PHOTOS, "p1", "p2", "p3", "p4");
      checkFilter(snapshot, pictures, area(SAINT_LOUIS, 50_000), "p1");
      checkFilter(snapshot, pictures, area(SAINT_LOUIS, 500_000), "p1", "p2");
      checkFilter(snapshot, pictures, chains("c2"), "p2", "p3");
      checkFilter(snapshot, pictures, chains("c1", "c2"), "p1", "p2", "p3");
      checkFilter(snapshot, pictures, countries("FR"), "p3");
      checkFilter(snapshot, pictures, countries("XX"));
      checkFilter(
          snapshot,
          pictures,
          taken(Optional.of(LocalDate.of(2019, 1, 1)), Optional.empty()),
          "p2",
          "p3");
      checkFilter(
          snapshot,
          pictures,
          taken(Optional.of(LocalDate.MIN), Optional.of(LocalDate.of(2019, 1, 1))),
          "p1",
          "p2");
      checkFilter(snapshot, pictures, without(Set.of("h1", "h9"), Set.of()), "p2", "p3", "p4");
      checkFilter(snapshot, pictures, without(Set.of("h1"), Set.of("p3", "p9")), "p2", "p4");
    }
  }

  @Test
  void findsKWithinANarrowFilterInALargeGallery() throws IOException {
    List<IndexedPicture> pictures = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      pictures.add(
          seeded.full(
              "p" + i,
              "h" + i / 4,
              "c" + i % 100,
              i % 3 == 0 ? "US" : "FR",
              i % 2 == 0 ? SAINT_LOUIS : CHICAGO,
              LocalDate.of(2019, 1, 1).plusDays(i)));
    }
    try (GalleryIndex index = filled(pictures);
        GallerySnapshot snapshot = index.snapshot()) {
      Embedding query = seeded.embedding();
      for (GalleryFilter filter :
          List.of(
              chains("c7"),
              countries("US"),
              area(CHICAGO, 1000),
              without(Set.of("h1"), Set.of()))) {
        List<String> exact = ids(snapshot.knn(query, 10, KnnMode.EXACT, filter));
        List<String> approximate = ids(snapshot.knn(query, 10, KnnMode.APPROXIMATE, filter));
        assertThat(exact).hasSize(10);
        assertThat(approximate).hasSize(10);
        assertThat(exact.stream().filter(approximate::contains).count()).isGreaterThan(8);
      }
    }
  }

  @Test
  void findsEveryHashWithinTheDistanceNearestFirst() throws IOException {
    PdqHash query = seeded.hash();
    List<IndexedPicture> pictures = new ArrayList<>(seeded.photos(500));
    for (int distance : List.of(32, 31, 20, 1, 0, 16, 16)) {
      int i = pictures.size();
      pictures.add(
          SeededPictures.withPdq(seeded.photo("q" + i, "h"), seeded.hashAt(distance, query)));
    }
    try (GalleryIndex index = open(identity())) {
      for (IndexedPicture picture : pictures.subList(0, 503)) {
        index.put(List.of(picture));
      }
      index.commit();
      index.put(pictures.subList(503, pictures.size()));
      index.commit();
      try (GallerySnapshot snapshot = index.snapshot()) {
        List<PdqNeighbour> found = snapshot.withinPdqDistance(query, 31, PHOTOS);
        assertThat(found).extracting(PdqNeighbour::distance).containsExactly(0, 1, 16, 16, 20, 31);
        assertThat(pdqIds(found)).containsExactly("q504", "q503", "q505", "q506", "q502", "q501");
        assertThat(found.getFirst().quality())
            .isEqualTo(pictures.get(504).description().pdqQuality());
        assertThat(snapshot.withinPdqDistance(query, 256, PHOTOS)).hasSize(507);
        assertThatThrownBy(() -> snapshot.withinPdqDistance(query, 257, PHOTOS))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void findsEveryPictureWithTheSameBytes() throws IOException {
    IndexedPicture first = seeded.photo("p1", "h1");
    IndexedPicture twin =
        SeededPictures.withDescription(seeded.photo("p0", "h2"), first.description());
    try (GalleryIndex index = filled(List.of(first, twin, seeded.photo("p2", "h1")));
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(snapshot.sameBytes(first.description().contentHash(), PHOTOS))
          .extracting(PictureRef::pictureId)
          .containsExactly("p0", "p1");
      ContentHash other = ContentHash.of("other".getBytes(StandardCharsets.UTF_8));
      assertThat(snapshot.sameBytes(other, PHOTOS)).isEmpty();
    }
  }

  @Test
  void keepsWhatWasCommittedAndDropsWhatWasNotWhenOpenedAgain() throws IOException {
    List<IndexedPicture> photos = seeded.photos(5);
    try (GalleryIndex index = open(identity())) {
      index.put(photos.subList(0, 3));
      index.commit(Map.of("sequence", "3"));
      index.put(photos.subList(3, 5));
      index.delete(List.of("p0"));
    }
    try (GalleryIndex index = open(identity());
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(3);
      assertThat(snapshot.find("p0")).contains(photos.get(0));
      assertThat(index.notes()).containsExactly(Map.entry("sequence", "3"));
      assertThat(snapshot.notes()).isEqualTo(index.notes());
    }
  }

  @Test
  void commitsNotesWithoutPicturesAndKeepsThemUntilReplaced() throws IOException {
    try (GalleryIndex index = open(identity())) {
      assertThat(index.notes()).isEmpty();
      index.commit(Map.of("a", "1", "b", ""));
      index.commit();
      assertThat(index.notes()).isEqualTo(Map.of("a", "1", "b", ""));
      index.commit(Map.of("c", "3"));
    }
    try (GalleryIndex index = open(identity())) {
      assertThat(index.notes()).isEqualTo(Map.of("c", "3"));
    }
  }

  @Test
  void saysWhichModelMadeItAndRefusesAnother() throws IOException {
    try (GalleryIndex index = filled(seeded.photos(1));
        GallerySnapshot snapshot = index.snapshot()) {
      assertThat(index.identity()).isEqualTo(identity());
      assertThat(snapshot.identity()).isEqualTo(identity());
    }
    assertThatThrownBy(() -> open(new IndexIdentity("b".repeat(64), DIMENSION, 1)).close())
        .isInstanceOf(IndexModelMismatchException.class)
        .hasMessageContaining("a".repeat(64))
        .hasMessageContaining("b".repeat(64))
        .hasMessageContaining("roomprint reindex");
    assertThatThrownBy(() -> open(new IndexIdentity("a".repeat(64), 99, 1)).close())
        .isInstanceOf(IndexModelMismatchException.class)
        .hasMessageContaining("99");
  }

  @Test
  void answersTheSameAfterCompacting() throws IOException {
    List<IndexedPicture> photos = seeded.photos(200);
    try (GalleryIndex index = open(identity())) {
      for (int from = 0; from < 200; from += 25) {
        index.put(photos.subList(from, from + 25));
        index.commit();
      }
      index.delete(List.of("p1"));
      index.commit();
      Embedding query = seeded.embedding();
      try (GallerySnapshot before = index.snapshot()) {
        index.compact();
        index.commit();
        try (GallerySnapshot after = index.snapshot()) {
          assertThat(after.size(PictureKind.GALLERY_PHOTO)).isEqualTo(199);
          assertThat(after.knn(query, 50, KnnMode.EXACT, PHOTOS).hits())
              .isEqualTo(before.knn(query, 50, KnnMode.EXACT, PHOTOS).hits());
        }
      }
    }
  }

  @Test
  void servesSeveralThreadsWhilePicturesAreWritten() throws Exception {
    List<IndexedPicture> photos = seeded.photos(600);
    try (GalleryIndex index = filled(photos.subList(0, 100));
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Callable<Void> search =
          () -> {
            for (int i = 0; i < 100; i++) {
              try (GallerySnapshot snapshot = index.snapshot()) {
                IndexedPicture photo = photos.get(i);
                assertThat(
                        ids(
                            snapshot.knn(
                                photo.description().embedding(), 1, KnnMode.APPROXIMATE, PHOTOS)))
                    .containsExactly(photo.pictureId());
                assertThat(snapshot.withinPdqDistance(photo.description().pdq(), 0, PHOTOS))
                    .hasSize(1);
              }
            }
            return null;
          };
      List<Future<Void>> searches = List.of(pool.submit(search), pool.submit(search));
      for (int from = 100; from < 600; from += 50) {
        index.put(photos.subList(from, from + 50));
        index.commit();
      }
      for (Future<Void> each : searches) {
        get(each);
      }
    }
  }

  @Test
  void mayBeClosedTwice() throws IOException {
    GalleryIndex index = filled(seeded.photos(1));
    GallerySnapshot snapshot = index.snapshot();
    index.close();
    index.close();
    assertThat(snapshot.find("p0")).isPresent();
    snapshot.close();
    snapshot.close();
    assertThatThrownBy(index::snapshot).isInstanceOf(IOException.class);
  }

  private static void get(Future<Void> future) throws Exception {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A search failed", e.getCause());
    }
  }

  private static void checkFilter(
      GallerySnapshot snapshot,
      List<IndexedPicture> pictures,
      GalleryFilter filter,
      String... expected)
      throws IOException {
    PictureDescription any = pictures.getFirst().description();
    for (KnnMode mode : KnnMode.values()) {
      assertThat(ids(snapshot.knn(any.embedding(), 10, mode, filter)))
          .containsExactlyInAnyOrder(expected);
    }
    assertThat(pdqIds(snapshot.withinPdqDistance(any.pdq(), 256, filter)))
        .containsExactlyInAnyOrder(expected);
    List<String> byBytes = new ArrayList<>();
    for (IndexedPicture picture : pictures) {
      snapshot
          .sameBytes(picture.description().contentHash(), filter)
          .forEach(ref -> byBytes.add(ref.pictureId()));
    }
    assertThat(byBytes).containsExactlyInAnyOrder(expected);
    assertThat(snapshot.count(filter)).isEqualTo(expected.length);
  }

  private static List<String> expected(List<IndexedPicture> photos, Embedding query, int k) {
    return photos.stream()
        .sorted(
            Comparator.comparingDouble(photo -> -query.similarity(photo.description().embedding())))
        .limit(k)
        .map(IndexedPicture::pictureId)
        .toList();
  }

  private static List<String> ids(KnnAnswer answer) {
    return answer.hits().stream().map(hit -> hit.picture().pictureId()).toList();
  }

  private static List<String> pdqIds(List<PdqNeighbour> found) {
    return found.stream().map(neighbour -> neighbour.picture().pictureId()).toList();
  }

  private static GalleryFilter area(GeoPoint centre, double radiusMetres) {
    return new GalleryFilter(
        PictureKind.GALLERY_PHOTO,
        Optional.of(new GalleryFilter.Area(centre, radiusMetres)),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of());
  }

  private static GalleryFilter chains(String... chains) {
    return filter(Set.of(chains), Set.of(), Set.of(), Set.of());
  }

  private static GalleryFilter countries(String... countries) {
    return filter(Set.of(), Set.of(countries), Set.of(), Set.of());
  }

  private static GalleryFilter without(Set<String> owners, Set<String> pictures) {
    return filter(Set.of(), Set.of(), owners, pictures);
  }

  private static GalleryFilter filter(
      Set<String> chains, Set<String> countries, Set<String> owners, Set<String> pictures) {
    return new GalleryFilter(
        PictureKind.GALLERY_PHOTO,
        Optional.empty(),
        chains,
        countries,
        Optional.empty(),
        Optional.empty(),
        owners,
        pictures);
  }

  private static GalleryFilter taken(Optional<LocalDate> from, Optional<LocalDate> to) {
    return new GalleryFilter(
        PictureKind.GALLERY_PHOTO,
        Optional.empty(),
        Set.of(),
        Set.of(),
        from,
        to,
        Set.of(),
        Set.of());
  }
}
