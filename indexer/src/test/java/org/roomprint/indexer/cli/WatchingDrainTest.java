package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.indexer.intake.Sender;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexLocation;

/** {@code drain --watch} beside an import, as an operator leaves both running. */
class WatchingDrainTest {
  @TempDir private Path folder;

  @Test
  void waitsForTheIndexAndDeletesWhatIsDueMeanwhile() throws Exception {
    Workbench bench = new Workbench(folder.resolve("bench"));
    assertThat(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()).code())
        .isZero();
    Path leftover = Files.createDirectories(bench.data().resolve("catalog/pictures/ab/cd"));
    Path old = Files.writeString(leftover.resolve("abcd.part"), "half a picture");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    try (Sender sender = new Sender(bench.data().resolve("inbox"), Clock.systemUTC(), 7)) {
      sender.send(
          Sender.Words.of("h01", "device"),
          List.of(Files.readAllBytes(Workbench.sample("photos/h01/r1/3.jpg"))));
    }
    ImportProcess watching;
    try (IndexGenerations _ =
        Indexes.at(new IndexLocation.Folder(bench.data().resolve("index"))).write()) {
      watching = ImportProcess.start(bench, List.of("drain", "--watch", "--every", "1"));
      watching.awaitWords("Another process writes the index");
      long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (Files.exists(old) && System.nanoTime() < until) {
        Thread.sleep(50);
      }
      assertThat(old).as("deleted while the index was not to be had").doesNotExist();
    }
    String said = watching.awaitWords("1 submissions drained");
    assertThat(said.split("Another process writes the index", -1)).as("said once").hasSize(2);
    assertThat(watching.killAfter(0)).isTrue();
  }
}
