package org.roomprint.indexer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.photo.Photo;

/** What is promised for some time later is kept though nobody imports, sends or asks. */
class QuietInstallationTest {
  private static final Duration LOOKED_AT_SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void whatWasDeletedLeavesTheFilesOfTheIndexADayLaterByItself() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(
            folder, IntakeBench.settings(false), List.of("photos/h01/", "photos/h02/"))) {
      Photo photo = bench.catalog.photos().ofHotel("h01", Optional.empty(), 1).items().getFirst();
      bench.catalog.write(writer -> writer.deletePhoto(photo.photoId()));
      bench.indexing.catchUp();
      assertThat(bench.index.size().leftovers()).isEqualTo(1);

      bench.pass(Duration.ofHours(25));

      long until = System.nanoTime() + LOOKED_AT_SOON.toNanos();
      while (bench.index.size().leftovers() > 0) {
        assertThat(System.nanoTime()).as("still in the files").isLessThan(until);
        Thread.sleep(50);
      }
    }
  }
}
