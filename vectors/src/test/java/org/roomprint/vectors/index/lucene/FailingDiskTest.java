package org.roomprint.vectors.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.SeededPictures;

/**
 * Whatever the disk does, the index is as a commit left it: the last, or the one that failed late.
 */
class FailingDiskTest {
  private static final int DIMENSION = 16;
  private static final IndexIdentity IDENTITY = new IndexIdentity("m", DIMENSION, 1);
  private static final GalleryFilter PHOTOS = GalleryFilter.all(PictureKind.GALLERY_PHOTO);
  private static final String COMMIT = "commit";

  /** What each commit should hold, by its number in the notes. */
  private final Map<String, Map<String, IndexedPicture>> states = new HashMap<>();

  private int commits;

  @Test
  void keepsTheLastCommitWhenTheDiskIsFull() throws IOException {
    int failures = 0;
    for (int spare = 0; spare < 400_000; spare += 16_000) {
      MockDirectoryWrapper disk = disk(spare);
      SeededPictures seeded = new SeededPictures(spare, DIMENSION);
      Map<String, IndexedPicture> first = change(disk, Map.of(), seeded.photos(30));
      disk.setMaxSizeInBytes(disk.sizeInBytes() + spare);
      try {
        change(disk, first, seeded.photos(60));
      } catch (IOException e) {
        failures++;
      }
      disk.setMaxSizeInBytes(0);
      check(disk, "disk full with " + spare + " bytes left");
    }
    assertThat(failures).isBetween(3, 24);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsTheLastCommitWhenTheMachineStops(long seed) throws IOException {
    MockDirectoryWrapper disk = disk(seed);
    SeededPictures seeded = new SeededPictures(seed, DIMENSION);
    Map<String, IndexedPicture> kept = change(disk, Map.of(), seeded.photos(30));
    LuceneGalleryIndex index = open(disk);
    index.put(seeded.photos(50));
    index.delete(List.of("p7"));
    disk.crash();
    closeQuietly(index);
    disk.clearCrash();
    assertThat(check(disk, "seed " + seed)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsACommitWhenReadingAndWritingFailNowAndThen(long seed) throws IOException {
    MockDirectoryWrapper disk = disk(seed);
    SeededPictures seeded = new SeededPictures(seed, DIMENSION);
    Map<String, IndexedPicture> state = change(disk, Map.of(), seeded.photos(20));
    int failures = 0;
    for (int round = 0; round < 20; round++) {
      disk.setRandomIOExceptionRate(0.01);
      disk.setRandomIOExceptionRateOnOpen(0.01);
      try {
        state = change(disk, state, seeded.photos(5 + round));
      } catch (IOException e) {
        failures++;
      }
      disk.setRandomIOExceptionRate(0);
      disk.setRandomIOExceptionRateOnOpen(0);
      state = check(disk, "seed " + seed + ", round " + round);
    }
    assertThat(failures).as("seed %d", seed).isPositive();
  }

  private static MockDirectoryWrapper disk(long seed) {
    MockDirectoryWrapper disk =
        new MockDirectoryWrapper(new Random(seed), new ByteBuffersDirectory());
    disk.setCheckIndexOnClose(false);
    return disk;
  }

  private static LuceneGalleryIndex open(Directory disk) throws IOException {
    Directory kept =
        new FilterDirectory(disk) {
          @Override
          public void close() {
            // The disk outlives the index.
          }
        };
    return LuceneGalleryIndex.open(kept, IDENTITY, () -> {});
  }

  /** Puts pictures and deletes one, committed under the next number; gives what is then there. */
  private Map<String, IndexedPicture> change(
      Directory disk, Map<String, IndexedPicture> before, List<IndexedPicture> pictures)
      throws IOException {
    Map<String, IndexedPicture> after = new HashMap<>(before);
    pictures.forEach(picture -> after.put(picture.pictureId(), picture));
    after.remove("p3");
    String number = Integer.toString(++commits);
    states.put(number, after);
    LuceneGalleryIndex index = open(disk);
    try {
      index.put(pictures);
      index.delete(List.of("p3"));
      index.commit(Map.of(COMMIT, number));
    } finally {
      closeQuietly(index);
    }
    return after;
  }

  private static void closeQuietly(LuceneGalleryIndex index) {
    try {
      index.close();
    } catch (IOException | RuntimeException e) {
      // The disk fails here as well.
    }
  }

  /** Opens the index and compares all of it with what its commit should hold. */
  private Map<String, IndexedPicture> check(Directory disk, String what) throws IOException {
    try (CheckIndex files = new CheckIndex(disk)) {
      assertThat(files.checkIndex().clean).as(what).isTrue();
    }
    try (LuceneGalleryIndex index = open(disk);
        GallerySnapshot snapshot = index.snapshot()) {
      String number = index.notes().get(COMMIT);
      Map<String, IndexedPicture> expected = number == null ? Map.of() : states.get(number);
      assertThat(expected).as(what).isNotNull();
      assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).as(what).isEqualTo(expected.size());
      List<String> ids = new ArrayList<>(expected.keySet());
      for (String id : ids) {
        assertThat(snapshot.find(id)).as(what).contains(expected.get(id));
      }
      SeededPictures seeded = new SeededPictures(5, DIMENSION);
      assertThat(snapshot.knn(seeded.embedding(), 1000, KnnMode.EXACT, PHOTOS).hits())
          .as(what)
          .extracting(hit -> hit.picture().pictureId())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(snapshot.withinPdqDistance(seeded.hash(), 256, PHOTOS))
          .as(what)
          .hasSize(ids.size());
      return expected;
    }
  }
}
