package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.photo.Photo;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SeveralProcessesTest {
  private static final int PHOTOS = 40;

  private final TestDatabase database;
  @TempDir Path folder;

  SeveralProcessesTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void twoProcessesWriteWhileAThirdFollowsAndMissesNothing() throws Exception {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    Set<String> followed = new HashSet<>();
    long reached = 0;
    try (Catalog catalog = SqlCatalog.open(configuration, Samples.CLOCK);
        WriterProcess one = WriterProcess.start(configuration, 0, PHOTOS);
        WriterProcess other = WriterProcess.start(configuration, PHOTOS / 2, 2 * PHOTOS)) {
      CompletableFuture<Boolean> firstDone = awaitDone(one);
      CompletableFuture<Boolean> secondDone = awaitDone(other);
      boolean last = false;
      while (!last) {
        last = firstDone.isDone() && secondDone.isDone();
        List<CatalogChange> changes = catalog.changes().changesSince(reached, 5);
        for (CatalogChange change : changes) {
          followed.add(change.pictureId());
          reached = change.sequence();
        }
        last = last && changes.isEmpty();
        catalog.write(writer -> writer.putHotel(Samples.hotel("of-the-third")));
      }
      assertThat(firstDone.get()).isTrue();
      assertThat(secondDone.get()).isTrue();
      assertThat(followed).isEqualTo(expectedIds(2 * PHOTOS));
      assertThat(catalog.counts().photos()).isEqualTo(2 * PHOTOS);
    }
  }

  @Test
  void aKilledWriterRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(3);
  }

  @Test
  @Tag("slow")
  void aWriterKilledManyTimesRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(30);
  }

  private void killAndRunAgain(int kills) throws Exception {
    long seed = 20_261_122L;
    Random random = new Random(seed);
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      try (WriterProcess writer = WriterProcess.start(configuration, 0, PHOTOS)) {
        // A line for opening, one for each picture, one for each transaction of three.
        if (writer.killAfterLines(1 + random.nextInt(PHOTOS * 4 / 3))) {
          killed++;
        }
      }
    }
    assertThat(killed).as("processes killed before their end, seed %d", seed).isPositive();
    try (WriterProcess last = WriterProcess.start(configuration, 0, PHOTOS)) {
      assertThat(last.awaitDone()).isTrue();
    }

    InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(2)));
    try (Catalog catalog = SqlCatalog.open(configuration, later)) {
      catalog.sweep(Duration.ofDays(1));
      List<Photo> photos = catalog.photos().ofHotel("h", Optional.empty(), 1_000).items();
      assertThat(photos.stream().map(Photo::photoId))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(expectedIds(PHOTOS));
      assertThat(photos)
          .allSatisfy(
              photo -> assertThat(catalog.pictures().read(photo.picture().id())).isPresent());
      assertThat(pictureFiles()).hasSize(PHOTOS);
      assertThat(catalog.changes().changesSince(0, 1_000)).hasSize(PHOTOS);
      assertThat(catalog.changes().latestSequence()).isEqualTo(PHOTOS);
    }
  }

  private static Set<String> expectedIds(int photos) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < photos; i++) {
      ids.add(Photo.idOf("h", Samples.original(Integer.toString(i)).contentHash()));
    }
    return ids;
  }

  private Set<String> pictureFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
      Set<String> names = new TreeSet<>();
      files.filter(Files::isRegularFile).forEach(file -> names.add(file.getFileName() + ""));
      return names;
    }
  }

  private static CompletableFuture<Boolean> awaitDone(WriterProcess process) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return process.awaitDone();
      } catch (IOException _) {
        return false;
      }
    });
  }
}
