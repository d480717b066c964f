package org.roomprint.vectors.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexInUseException;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.SeededPictures;

class LuceneGenerationsTest {
  private static final int DIMENSION = 8;
  private static final String MODEL = "c".repeat(64);

  @TempDir private Path temporary;

  private final SeededPictures seeded = new SeededPictures(11, DIMENSION);

  private Path folder() {
    return temporary.resolve("index");
  }

  private void write(List<IndexedPicture> pictures) throws IOException {
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        GalleryIndex index = generations.openCurrent(MODEL, DIMENSION)) {
      index.put(pictures);
      index.commit();
    }
  }

  private LuceneGalleryReader reader() throws IOException {
    return LuceneGalleryReader.open(folder(), MODEL, DIMENSION);
  }

  @Test
  void beginsWithTheFirstGenerationAndOpensItAgain() throws IOException {
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      assertThat(generations.current()).isEmpty();
      try (GalleryIndex index = generations.openCurrent(MODEL, DIMENSION)) {
        assertThat(index.identity()).isEqualTo(new IndexIdentity(MODEL, DIMENSION, 1));
        index.put(seeded.photos(2));
        index.commit(Map.of("until", "7"));
      }
    }
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        GalleryIndex index = generations.openCurrent(MODEL, DIMENSION)) {
      assertThat(generations.current()).contains(new IndexIdentity(MODEL, DIMENSION, 1));
      assertThat(index.notes()).isEqualTo(Map.of("until", "7"));
    }
  }

  @Test
  void saysThatThereIsNoIndexYetUntilThereIsOne() throws IOException {
    try (LuceneGalleryReader reader = reader()) {
      assertThat(reader.identity()).isEmpty();
      assertThatThrownBy(reader::snapshot)
          .isInstanceOf(IndexMissingException.class)
          .hasMessageContaining("roomprint import");
      write(seeded.photos(3));
      try (GallerySnapshot snapshot = reader.snapshot()) {
        assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(3);
      }
    }
  }

  @Test
  void readsEachNewCommitWhileTheWriterGoesOn() throws IOException {
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        GalleryIndex index = generations.openCurrent(MODEL, DIMENSION);
        LuceneGalleryReader reader = reader()) {
      assertThat(reader.refresh()).isFalse();
      index.put(List.of(seeded.photo("p1", "h")));
      index.commit(Map.of("n", "1"));
      try (GallerySnapshot first = reader.snapshot()) {
        index.put(List.of(seeded.photo("p2", "h")));
        index.commit(Map.of("n", "2"));
        assertThat(reader.refresh()).isTrue();
        assertThat(reader.refresh()).isFalse();
        try (GallerySnapshot second = reader.snapshot()) {
          assertThat(first.size(PictureKind.GALLERY_PHOTO)).isEqualTo(1);
          assertThat(first.notes()).isEqualTo(Map.of("n", "1"));
          assertThat(second.size(PictureKind.GALLERY_PHOTO)).isEqualTo(2);
          assertThat(second.notes()).isEqualTo(Map.of("n", "2"));
        }
      }
    }
  }

  @Test
  void searchesTheNextGenerationOnlyFromItsActivationOn() throws IOException {
    write(seeded.photos(3));
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        LuceneGalleryReader reader = reader()) {
      try (GalleryIndex next = generations.startNext(MODEL, DIMENSION);
          GallerySnapshot before = reader.snapshot()) {
        assertThat(next.identity().generation()).isEqualTo(2);
        next.put(seeded.photos(5));
        next.commit();
        assertThat(reader.refresh()).isFalse();

        generations.activate(2);
        try (GallerySnapshot after = reader.snapshot()) {
          assertThat(after.identity().generation()).isEqualTo(2);
          assertThat(after.size(PictureKind.GALLERY_PHOTO)).isEqualTo(5);
        }
        assertThat(before.identity().generation()).isEqualTo(1);
        assertThat(before.find("p2")).isPresent();
      }
      assertThat(generations.current().orElseThrow().generation()).isEqualTo(2);
      assertThat(folder().resolve("generation-1")).doesNotExist();
    }
  }

  @Test
  void keepsTheFormerGenerationsFolderUntilItsLastSnapshotIsClosed() throws IOException {
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      GalleryIndex old = generations.openCurrent(MODEL, DIMENSION);
      old.put(seeded.photos(3));
      old.commit();
      GallerySnapshot snapshot = old.snapshot();
      generations.startNext(MODEL, DIMENSION).close();
      generations.activate(2);
      old.close();
      assertThat(folder().resolve("generation-1")).isDirectory();
      assertThat(snapshot.find("p0")).isPresent();
      snapshot.close();
      assertThat(folder().resolve("generation-1")).doesNotExist();
    }
  }

  @Test
  void removesWhatACrashLeftAndNeverTheCurrentGeneration() throws IOException {
    write(seeded.photos(3));
    Files.createDirectories(folder().resolve("generation-9"));
    Files.writeString(folder().resolve("generation-9").resolve("_0.cfs"), "half");
    Files.createDirectories(folder().resolve("generation-10"));
    Files.writeString(folder().resolve("current.new"), "generation-9");
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      assertThat(folder().resolve("generation-9")).doesNotExist();
      assertThat(folder().resolve("generation-10")).doesNotExist();
      try (GalleryIndex index = generations.openCurrent(MODEL, DIMENSION);
          GallerySnapshot snapshot = index.snapshot()) {
        assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(3);
      }
    }
  }

  @Test
  void replacesAnIndexOfAnotherModelByANextGenerationOnly() throws IOException {
    write(seeded.photos(3));
    String other = "d".repeat(64);
    assertThatThrownBy(() -> LuceneGalleryReader.open(folder(), other, DIMENSION).close())
        .isInstanceOf(IndexModelMismatchException.class)
        .hasMessageContaining("roomprint reindex");
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        LuceneGalleryReader reader = reader()) {
      assertThatThrownBy(() -> generations.openCurrent(other, DIMENSION))
          .isInstanceOf(IndexModelMismatchException.class);
      generations.startNext(other, DIMENSION).close();
      generations.activate(2);
      generations.openCurrent(other, DIMENSION).close();
      assertThatThrownBy(reader::snapshot)
          .isInstanceOf(IndexModelMismatchException.class)
          .hasMessageContaining(other);
    }
  }

  @Test
  void refusesAnIndexOfAnEarlierFormatAndReplacesItByANextGeneration() throws IOException {
    write(seeded.photos(3));
    try (FSDirectory directory = FSDirectory.open(folder().resolve("generation-1"));
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> earlier =
          new HashMap<>(
              new CommitNotes(new IndexIdentity(MODEL, DIMENSION, 1), Map.of()).toUserData());
      earlier.remove("roomprint.format");
      writer.setLiveCommitData(earlier.entrySet());
      writer.commit();
    }
    assertThatThrownBy(() -> LuceneGalleryReader.open(folder(), MODEL, DIMENSION).close())
        .isInstanceOf(IndexModelMismatchException.class)
        .hasMessageContaining("another version of Roomprint")
        .hasMessageContaining("roomprint reindex");
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      assertThatThrownBy(() -> generations.openCurrent(MODEL, DIMENSION))
          .isInstanceOf(IndexModelMismatchException.class);
      generations.startNext(MODEL, DIMENSION).close();
      generations.activate(2);
      generations.openCurrent(MODEL, DIMENSION).close();
    }
  }

  @Test
  void refusesASecondWritingProcess() throws IOException {
    try (LuceneGenerations first = LuceneGenerations.open(folder())) {
      assertThatThrownBy(() -> LuceneGenerations.open(folder()).close())
          .isInstanceOf(IndexInUseException.class);
      assertThat(first.current()).isEmpty();
    }
    LuceneGenerations.open(folder()).close();
  }

  @Test
  void saysToReindexWhenThePointerOrItsFolderIsDamaged() throws IOException {
    write(seeded.photos(3));
    Path pointer = folder().resolve("current");
    for (String content : List.of("", "../../elsewhere", "generation-0", "generation-7")) {
      Files.writeString(pointer, content);
      assertThatThrownBy(() -> reader().close())
          .as("pointer '%s'", content)
          .isInstanceOf(DamagedIndexException.class)
          .hasMessageContaining("roomprint reindex");
    }
    Files.writeString(pointer, "generation-");
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      assertThatThrownBy(() -> generations.openCurrent(MODEL, DIMENSION))
          .isInstanceOf(DamagedIndexException.class);
      generations.startNext(MODEL, DIMENSION).close();
      generations.activate(2);
      generations.openCurrent(MODEL, DIMENSION).close();
    }
    reader().close();
    assertThat(folder().resolve("generation-1")).doesNotExist();
  }

  @Test
  void refusesToActivateWhatWasNeverBegun() throws IOException {
    write(seeded.photos(3));
    try (LuceneGenerations generations = LuceneGenerations.open(folder())) {
      assertThatThrownBy(() -> generations.activate(5)).isInstanceOf(DamagedIndexException.class);
      assertThat(generations.current().orElseThrow().generation()).isEqualTo(1);
    }
  }

  @Test
  void answersSearchesWhileGenerationsAreSwapped() throws Exception {
    write(seeded.photos(10));
    AtomicBoolean done = new AtomicBoolean();
    try (LuceneGenerations generations = LuceneGenerations.open(folder());
        LuceneGalleryReader reader = reader();
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> searches =
          List.of(pool.submit(() -> search(reader, done)), pool.submit(() -> search(reader, done)));
      for (int generation = 2; generation < 12; generation++) {
        try (GalleryIndex next = generations.startNext(MODEL, DIMENSION)) {
          next.put(new SeededPictures(generation, DIMENSION).photos(10));
          next.commit();
        }
        generations.activate(generation);
        reader.refresh();
      }
      done.set(true);
      for (Future<Integer> search : searches) {
        assertThat(search.get()).isPositive();
      }
      assertThat(reader.identity().orElseThrow().generation()).isEqualTo(11);
    }
  }

  private static int search(LuceneGalleryReader reader, AtomicBoolean done) throws IOException {
    int count = 0;
    do {
      try (GallerySnapshot snapshot = reader.snapshot()) {
        assertThat(snapshot.size(PictureKind.GALLERY_PHOTO)).isEqualTo(10);
        assertThat(snapshot.find("p3")).isPresent();
        count++;
      }
    } while (!done.get());
    return count;
  }

  @Test
  void givesNoSnapshotsOnceClosed() throws IOException {
    write(seeded.photos(1));
    LuceneGalleryReader reader = reader();
    GallerySnapshot snapshot = reader.snapshot();
    reader.close();
    reader.close();
    assertThat(snapshot.find("p0")).isPresent();
    snapshot.close();
    assertThatThrownBy(reader::snapshot)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
