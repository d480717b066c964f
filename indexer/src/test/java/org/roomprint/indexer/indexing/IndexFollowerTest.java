package org.roomprint.indexer.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.indexer.StepTimes;
import org.roomprint.vectors.describe.DescriptionStore;
import org.roomprint.vectors.describe.FolderDescriptionStore;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.LocalFeatures;

class IndexFollowerTest {
  private static final String MODEL = "0".repeat(64);
  private static final int PHOTOS = IndexFollower.BATCH + 6;

  @TempDir Path folder;
  private Catalog catalog;
  private DescriptionStore store;
  private final List<Photo> photos = new ArrayList<>();
  private final RecordingIndex index = new RecordingIndex();
  private final List<Integer> progress = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");

  @BeforeEach
  void recordsPhotos() {
    catalog =
        SqlCatalog.open(
            CatalogSettings.inFolder(folder.resolve("catalog")).configuration(), Clock.systemUTC());
    store = new FolderDescriptionStore(folder.resolve("descriptions"));
    for (int i = 0; i < PHOTOS; i++) {
      byte[] pixels = new byte[8 * 8 * 3];
      Arrays.fill(pixels, (byte) (3 * i));
      byte[] file = Sanitiser.sanitise(RasterImage.copyOf(8, 8, pixels));
      photos.add(
          Photo.of(
              "h",
              "test",
              new OriginalFile(hash(i), Optional.empty(), Optional.empty(), 1),
              new KeptPicture(
                  catalog.pictures().put(file), Sanitiser.MEDIA_TYPE, 8, 8, file.length)));
    }
    assertThat(photos).extracting(photo -> photo.picture().id()).doesNotHaveDuplicates();
    catalog.write(writer -> {
      writer.putHotel(
          new Hotel(
              "h",
              "Hotel",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "test"));
      photos.forEach(writer::putPhoto);
      return PHOTOS;
    });
  }

  private static String hash(int number) {
    return ContentHash.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8)).hex();
  }

  @AfterEach
  void closes() {
    catalog.close();
  }

  private IndexFollower follower() {
    return new IndexFollower(
        catalog, index, MODEL, store, Optional.empty(), new StepTimes(), () -> now);
  }

  /** As somebody who describes for this index. */
  private List<PictureId> claim(int most) {
    return catalog.describeTasks().claim(MODEL, "test", most, Duration.ofMinutes(1), now);
  }

  private void describe(PictureId picture) throws IOException {
    ContentHash kept = new ContentHash(picture.hex());
    store.put(
        kept,
        MODEL,
        new PictureDescription(
            kept,
            new PdqHash(1, 2, 3, 4),
            50,
            Embedding.of(new float[] {1, 0}),
            Optional.empty(),
            LocalFeatures.none(8, 8)));
    catalog.describeTasks().described(MODEL, "test", List.of(picture));
  }

  private void describeAll() throws IOException {
    for (PictureId picture : claim(Page.MAX_LIMIT)) {
      describe(picture);
    }
  }

  private List<String> idsOf(List<Photo> some) {
    return some.stream().map(Photo::photoId).toList();
  }

  private long noted() {
    return IndexFollower.sequenceOf(index.notes(), catalog.catalogId());
  }

  private IndexFollower followedAll() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    describeAll();
    assertThat(follower.follow(progress::add)).isTrue();
    follower.commit();
    return follower;
  }

  @Test
  void takesWhatIsDescribedInTheOrderOfTheChangesAndWaitsForTheRest() throws IOException {
    IndexFollower follower = follower();
    assertThat(follower.follow(progress::add)).isFalse();
    assertThat(index.put).isEmpty();

    List<PictureId> claimed = claim(PHOTOS);
    assertThat(claimed)
        .containsExactlyElementsOf(photos.stream().map(photo -> photo.picture().id()).toList());
    for (PictureId picture : claimed.subList(1, PHOTOS)) {
      describe(picture);
    }
    assertThat(follower.follow(progress::add)).isFalse();
    assertThat(index.put).as("the first is not described yet").isEmpty();

    describe(claimed.getFirst());
    assertThat(follower.follow(progress::add)).isTrue();
    follower.commit();

    assertThat(index.put).containsExactlyElementsOf(idsOf(photos));
    assertThat(index.contentHashes).containsExactlyElementsOf(hashes());
    assertThat(progress).containsExactly(IndexFollower.BATCH, PHOTOS - IndexFollower.BATCH);
    assertThat(noted()).isEqualTo(catalog.changes().latestSequence());
    assertThat(catalog.changes().pendingSince(follower.durableSequence())).isZero();
  }

  private List<String> hashes() {
    return photos.stream().map(photo -> photo.original().contentHash()).toList();
  }

  @Test
  void theNotesAreNeverAheadOfThePictures() throws IOException {
    Random random = new Random(20_261_130L);
    IndexFollower follower = follower();
    follower.follow(progress::add);
    List<PictureId> open = new ArrayList<>(claim(PHOTOS));
    Collections.shuffle(open, random);
    while (!open.isEmpty()) {
      int some = Math.min(open.size(), 1 + random.nextInt(9));
      for (PictureId picture : open.subList(0, some)) {
        describe(picture);
      }
      open.subList(0, some).clear();
      follower.follow(progress::add);
      if (random.nextBoolean()) {
        follower.commit();
        for (CatalogChange change : catalog.changes().changesSince(0, Page.MAX_LIMIT)) {
          if (change.sequence() <= noted()) {
            assertThat(index.put).contains(change.pictureId());
          }
        }
      }
    }
    assertThat(index.put).containsExactlyElementsOf(idsOf(photos));
  }

  @Test
  void dealsAgainWithABatchThatTheIndexDidNotTake() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    describeAll();
    index.fails = true;

    assertThatThrownBy(() -> follower.follow(progress::add)).hasMessage("The disk is full");

    assertThat(follower.sequence()).isZero();
    index.fails = false;
    assertThat(follower.follow(progress::add)).isTrue();
    assertThat(index.put).containsExactlyElementsOf(idsOf(photos));
  }

  @Test
  void keepsWhatWasHandedOverUntilTheCommitThatMakesItDurable() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    describeAll();
    follower.follow(progress::add);
    ContentHash first = new ContentHash(photos.getFirst().picture().id().hex());
    index.fails = true;

    assertThatThrownBy(follower::commit).hasMessage("The disk is full");
    assertThat(store.find(first, MODEL)).isPresent();
    assertThat(noted()).isZero();

    index.fails = false;
    follower.commit();
    assertThat(store.find(first, MODEL)).isEmpty();
    assertThat(catalog.describeTasks().state(MODEL, photos.getFirst().picture().id())).isEmpty();
  }

  @Test
  void letsATornOrLostDescriptionBeMadeAgain() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    describeAll();
    PictureId torn = photos.getFirst().picture().id();
    PictureId lost = photos.get(1).picture().id();
    Path file;
    try (Stream<Path> files = Files.walk(folder.resolve("descriptions"))) {
      file = files.filter(one -> one.toString().contains(torn.hex())).findFirst().orElseThrow();
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
    store.delete(new ContentHash(lost.hex()), MODEL);

    assertThat(follower.follow(progress::add)).isFalse();
    assertThat(index.put).isEmpty();
    assertThat(claim(10)).containsExactly(torn);
    describe(torn);

    assertThat(follower.follow(progress::add)).isFalse();
    assertThat(index.put).containsExactly(photos.getFirst().photoId());
    assertThat(claim(10)).containsExactly(lost);
    describe(lost);

    assertThat(follower.follow(progress::add)).isTrue();
    assertThat(index.put).containsExactlyElementsOf(idsOf(photos));
  }

  @Test
  void passesOverWhatCannotBeDescribedAndAsksForItAgainAnotherTime() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    PictureId gone = photos.getFirst().picture().id();
    assertThat(claim(1)).containsExactly(gone);
    catalog.describeTasks().leftOut(MODEL, "test", gone, DescribeTasks.Reason.MISSING, "");
    describeAll();

    assertThat(follower.follow(progress::add)).isTrue();
    follower.commit();

    assertThat(index.put).containsExactlyElementsOf(idsOf(photos.subList(1, PHOTOS)));
    assertThat(noted()).isEqualTo(catalog.changes().latestSequence());
    catalog.write(writer -> writer.putPhoto(photos.getFirst().withRoom("7")));
    assertThat(follower.follow(progress::add)).isFalse();
    assertThat(claim(1)).containsExactly(gone);
  }

  @Test
  void asksForNothingThatTheIndexHoldsAlready() throws IOException {
    IndexFollower follower = followedAll();
    index.put.clear();
    catalog.write(writer -> writer.putPhoto(photos.getFirst().withRoom("7")));

    assertThat(follower.follow(progress::add)).isTrue();

    assertThat(index.put).containsExactly(photos.getFirst().photoId());
    assertThat(catalog.describeTasks().waiting()).isZero();
  }

  @Test
  void takesOutAPhotoThatWasDeletedAfterItWasAskedFor() throws IOException {
    IndexFollower follower = follower();
    follower.follow(progress::add);
    String last = photos.getLast().photoId();
    describeAll();
    catalog.write(writer -> writer.deletePhoto(last)); // would come with the same batch

    assertThat(follower.follow(progress::add)).isTrue();

    assertThat(index.order).containsSubsequence(last, "-" + last).doesNotHaveDuplicates();
    assertThat(index.order).endsWith("-" + last);
  }

  @Test
  void takesWhatWasDeletedOutOfTheFilesADayLater() throws IOException {
    followedAll();
    catalog.write(writer -> writer.deletePhoto(photos.getLast().photoId()));
    IndexFollower follower = follower();
    follower.follow(progress::add);
    follower.commit();
    index.size = new GalleryIndex.Size(PHOTOS - 1, 1);
    follower.purgeIfDue();
    assertThat(index.purges).isZero();

    now = now.plus(IndexFollower.PURGE_AFTER).minusSeconds(1);
    follower().purgeIfDue();
    assertThat(index.purges).isZero();

    now = now.plusSeconds(1);
    IndexFollower due = follower();
    due.purgeIfDue();
    assertThat(index.purges).isEqualTo(1);

    index.size = new GalleryIndex.Size(PHOTOS - 1, 0);
    due.purgeIfDue();
    assertThat(index.purges).isEqualTo(1);
  }

  @Test
  void takesWhatWasDeletedOutOfTheFilesAtOnceWhereThatIsAskedForAndOnce() throws IOException {
    IndexFollower follower = followedAll();
    catalog.write(writer -> {
      writer.purgeIndex();
      return writer.deletePhoto(photos.getLast().photoId());
    });
    follower.follow(progress::add);
    follower.commit();

    follower.purgeIfDue();
    follower.purgeIfDue();
    follower().purgeIfDue();

    assertThat(index.purges).isEqualTo(1);
    assertThat(IndexFollower.purgedSequenceOf(index.notes(), catalog.catalogId()))
        .isEqualTo(catalog.changes().purgeSequence());
  }

  @Test
  void doesNotWaitWithRewritingFilesThatAreFullOfWhatWasReplaced() throws IOException {
    IndexFollower follower = followedAll();
    index.size = new GalleryIndex.Size(PHOTOS, PHOTOS / 10);
    follower.purgeIfDue();
    assertThat(index.purges).isZero();

    index.size = new GalleryIndex.Size(PHOTOS, PHOTOS / 10 + 1);
    follower.purgeIfDue();
    assertThat(index.purges).isEqualTo(1);
  }

  @Test
  void sweepsDescriptionsThatNobodyAwaits() throws IOException {
    IndexFollower follower = followedAll();
    PictureId late = photos.getFirst().picture().id();
    describe(late); // by one whose claim had run out
    follower.sweep();
    assertThat(store.find(new ContentHash(late.hex()), MODEL)).isPresent();

    now = Instant.now().plus(Duration.ofHours(2));
    follower.sweep();

    assertThat(store.find(new ContentHash(late.hex()), MODEL)).isEmpty();
  }

  /** Remembers what it was given, in order. */
  private static final class RecordingIndex implements GalleryIndex {
    final List<String> put = new ArrayList<>();
    final List<String> contentHashes = new ArrayList<>();

    /** What was put, and with a minus before it what was deleted. */
    final List<String> order = new ArrayList<>();

    private final Map<String, IndexedPicture> held = new HashMap<>();
    private Map<String, String> notes = Map.of();
    boolean fails;
    Size size = new Size(0, 0);
    int purges;

    @Override
    public void put(Collection<IndexedPicture> pictures) throws IOException {
      if (fails) {
        throw new IOException("The disk is full");
      }
      for (IndexedPicture picture : pictures) {
        put.add(picture.pictureId());
        order.add(picture.pictureId());
        contentHashes.add(picture.description().contentHash().hex());
        held.put(picture.pictureId(), picture);
      }
    }

    @Override
    public void delete(Collection<String> pictureIds) {
      pictureIds.forEach(id -> order.add("-" + id));
    }

    @Override
    public void commit(Map<String, String> newNotes) throws IOException {
      if (fails) {
        throw new IOException("The disk is full");
      }
      notes = newNotes;
    }

    @Override
    public Map<String, String> notes() {
      return notes;
    }

    @Override
    public void purge() {
      purges++;
    }

    @Override
    public Size size() {
      return size;
    }

    @Override
    public IndexIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public GallerySnapshot snapshot() {
      return new Known(held);
    }

    @Override
    public void close() {}
  }

  /** Finds entries by their ids and answers nothing else. */
  private record Known(Map<String, IndexedPicture> held) implements GallerySnapshot {
    @Override
    public Optional<IndexedPicture> find(String pictureId) {
      return Optional.ofNullable(held.get(pictureId));
    }

    @Override
    public IndexIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size(PictureKind kind) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long count(GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> accepted(Collection<String> pictureIds, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public KnnAnswer knn(Embedding query, int k, KnnMode mode, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PdqNeighbour> withinPdqDistance(
        PdqHash query, int maxDistance, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PictureRef> sameBytes(ContentHash bytes, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PatchEmbeddings> samplePatches(int most, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public KnnAnswer highest(int k, ToDoubleFunction<PatchEmbeddings> score, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
