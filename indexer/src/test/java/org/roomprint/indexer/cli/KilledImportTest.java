package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is killed at any moment and run again leaves what an undisturbed one leaves. */
class KilledImportTest {
  private static final long SEED = 20_261_122L;

  @TempDir Path folder;

  @Test
  void anImportKilledTwiceAndRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(1, 2, 4);
  }

  /** {@code -Droomprint.kill.photos=12} takes the first twelve photos only. */
  @Test
  @Tag("slow")
  void anImportKilledFiftyTimesAndRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(5, 10, Integer.getInteger("roomprint.kill.photos", Integer.MAX_VALUE));
  }

  /** What was in the catalog and the index. */
  private record Left(
      SortedMap<String, Object> rows, Workbench.Answers answers, List<String> keptFiles) {
    static Left in(Workbench bench) throws IOException {
      bench.sweep();
      return new Left(bench.rows(), bench.answers(), bench.keptFiles());
    }
  }

  /** What the kills of a lane met. */
  private record Tally(int kills, int imports, int recorded, int behind) {
    Tally plus(Tally other) {
      return new Tally(
          kills + other.kills,
          imports + other.imports,
          recorded + other.recorded,
          behind + other.behind);
    }
  }

  /** Lanes work beside one another, each on data folders of its own. */
  private void killAndRunAgain(int lanes, int killsPerLane, int photos) throws Exception {
    Path source = source(photos);
    List<Future<Tally>> running = new ArrayList<>();
    Tally sum = new Tally(0, 0, 0, 0);
    try (ExecutorService workers = Executors.newFixedThreadPool(lanes)) {
      for (int i = 0; i < lanes; i++) {
        int lane = i + 1;
        running.add(workers.submit(() -> lane(lane, killsPerLane, source)));
      }
      for (Future<Tally> lane : running) {
        sum = sum.plus(lane.get());
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d kills in %d imports: %d after photos were recorded, %d of these before all were indexed;"
                + " catalog, index entries, neighbours and files are those of undisturbed imports",
            sum.kills(),
            sum.imports(),
            sum.recorded(),
            sum.behind()));
  }

  private Tally lane(int lane, int kills, Path source) throws IOException, InterruptedException {
    Workbench undisturbed = fresh("lane-" + lane + "-undisturbed");
    long begin = System.nanoTime();
    ImportProcess.start(undisturbed, source).awaitEnd();
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    Left expected = Left.in(undisturbed);
    int photos = undisturbed.photoIds().size();
    assertThat(expected.answers().entries()).hasSize(photos).isNotEmpty();
    System.out.println(
        String.format(
            Locale.ROOT,
            "lane %d, undisturbed: %d photos in %.1f s; %d lists of neighbours",
            lane,
            photos,
            milliseconds / 1e3,
            expected.answers().nearest().size()));

    Random random = new Random(SEED + lane);
    Tally tally = new Tally(0, 0, 0, 0);
    while (tally.kills() < kills) {
      Workbench bench = fresh("lane-" + lane + "-import-" + (tally.imports() + 1));
      List<String> moments = new ArrayList<>();
      boolean ended = false;
      while (tally.kills() < kills && !ended) {
        long moment = random.nextLong(milliseconds);
        long started = System.nanoTime();
        ended = !ImportProcess.start(bench, source).killAfter(moment);
        if (ended && moments.isEmpty()) {
          // Beside fewer other lanes it takes less time: a later moment would never come.
          milliseconds = Math.min(milliseconds, (System.nanoTime() - started) / 1_000_000);
        }
        if (!ended) {
          int recorded = bench.photoIds().size();
          int indexed = recorded == 0 ? 0 : bench.indexed();
          moments.add(
              String.format(
                  Locale.ROOT,
                  "%.1f s (%d recorded, %d indexed)",
                  moment / 1e3,
                  recorded,
                  indexed));
          tally = tally.plus(new Tally(1, 0, recorded > 0 ? 1 : 0, indexed < recorded ? 1 : 0));
        }
      }
      ImportProcess.start(bench, source).awaitEnd();
      Left left = Left.in(bench);
      String where = "seed " + (SEED + lane) + ", killed at " + moments;
      assertThat(left.rows()).as("catalog, %s", where).isEqualTo(expected.rows());
      left.answers().assertSameAs(expected.answers(), where);
      assertThat(left.keptFiles()).as("files, %s", where).isEqualTo(expected.keptFiles());
      tally = tally.plus(new Tally(0, 1, 0, 0));
      System.out.println(String.format(Locale.ROOT, "lane %d, %s: then the same", lane, where));
    }
    return tally;
  }

  private Workbench fresh(String name) {
    Workbench bench = new Workbench(folder.resolve(name));
    Workbench.Said said =
        bench.run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json");
    assertThat(said.code()).as(said.toString()).isZero();
    return bench;
  }

  /** A folder of the first photos of the sample set. */
  private Path source(int most) throws IOException {
    Path photos = Workbench.sample("photos");
    Path source = Files.createDirectories(folder.resolve("source"));
    try (Stream<Path> files = Files.walk(photos)) {
      for (Path file :
          files.filter(name -> name.toString().endsWith(".jpg")).sorted().limit(most).toList()) {
        Path target = source.resolve(photos.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return source;
  }
}
