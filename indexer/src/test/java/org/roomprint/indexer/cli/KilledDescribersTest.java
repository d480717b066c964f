package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.files.FolderTree;

/**
 * Two processes that describe, beside the one that keeps the index: whichever of the three is
 * killed at any moment, however often, the index becomes that of an undisturbed import.
 */
class KilledDescribersTest {
  private static final long SEED = 20_261_130L;
  private static final List<String> KEEPER = List.of("work", "--every", "3600");
  private static final List<String> HELPER = List.of("work", "--describe-only");

  /** The longest time between the first picture that somebody has claimed and the kill. */
  private static final int MOST_MILLISECONDS = 1_500;

  @TempDir private Path folder;
  private final List<ImportProcess> running = new ArrayList<>();

  @AfterEach
  void endAll() {
    running.forEach(ImportProcess::end);
  }

  @Test
  void describersAndFollowerKilledTwiceLeaveTheSameAsAnUndisturbedImport() throws Exception {
    kill(2, 12);
  }

  /** {@code -Droomprint.kill.photos=48} takes the first 48 photos only. */
  @Test
  @Tag("slow")
  void describersAndFollowerKilledFiftyTimesLeaveTheSameAsAnUndisturbedImport() throws Exception {
    kill(50, Integer.getInteger("roomprint.kill.photos", Integer.MAX_VALUE));
  }

  private record Left(
      SortedMap<String, Object> rows, Workbench.Answers answers, List<String> files) {
    static Left in(Workbench bench) throws IOException {
      return new Left(bench.rows(), bench.answers(), bench.keptFiles());
    }
  }

  private void kill(int kills, int photos) throws Exception {
    Workbench undisturbed = Workbench.imported(folder.resolve("undisturbed"), source(photos));
    Left expected = Left.in(undisturbed);
    int count = expected.answers().entries().size();
    assertThat(count).isEqualTo(undisturbed.photoIds().size()).isPositive();
    Random random = new Random(SEED);
    int done = 0;
    int midway = 0;
    int rounds = 0;
    while (done < kills) {
      rounds++;
      Workbench bench = undisturbed.copyTo(folder.resolve("round-" + rounds));
      FolderTree.delete(bench.data().resolve("index"));
      List<String> moments = new ArrayList<>();
      for (List<String> command : List.of(KEEPER, HELPER, HELPER)) {
        running.add(ImportProcess.start(bench, command));
      }
      while (done < kills && bench.indexed() < count) {
        int claiming = awaitClaim(bench, count);
        int which = random.nextBoolean() ? claiming : random.nextInt(running.size());
        long moment = random.nextLong(MOST_MILLISECONDS);
        assertThat(running.get(which).killAfter(moment)).as("it ended by itself").isTrue();
        int indexed = bench.indexed();
        moments.add((which == 0 ? "follower" : "describer") + " at " + indexed);
        midway += indexed < count ? 1 : 0;
        done++;
        running.set(which, ImportProcess.start(bench, which == 0 ? KEEPER : HELPER));
      }
      awaitIndexed(bench, count);
      for (ImportProcess process : running) {
        assertThat(process.killAfter(0)).isTrue();
      }
      running.clear();
      String where = "seed " + SEED + ", killed: " + moments;
      Left left = Left.in(bench);
      assertThat(left.rows()).as("catalog, %s", where).isEqualTo(expected.rows());
      left.answers().assertSameAs(expected.answers(), where);
      assertThat(left.files()).as("files, %s", where).isEqualTo(expected.files());
      System.out.println("round " + rounds + ", " + where + ": then the same");
    }
    System.out.println(
        done
            + " kills in "
            + rounds
            + " rounds of "
            + count
            + " photos, "
            + midway
            + " of them before all were indexed; catalog, index entries, neighbours and files are"
            + " those of an undisturbed import");
    assertThat(midway).as("kills that met work").isPositive();
  }

  /**
   * Waits until somebody has claimed pictures, since one that is starting has nothing to lose;
   * which of the processes it is, or any where all is indexed.
   */
  private int awaitClaim(Workbench bench, int count) throws Exception {
    Path describing =
        DataOptions.describingFolder(VectorsSettings.defaults(Workbench.root(), bench.data()));
    long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    try (Catalog catalog = bench.catalog()) {
      while (bench.indexed() < count) {
        for (long pid :
            DescribingProcess.claiming(describing, catalog.describeTasks(), Instant.now())) {
          for (int i = 0; i < running.size(); i++) {
            if (running.get(i).pid() == pid) {
              return i;
            }
          }
        }
        assertThat(System.nanoTime()).as("nobody claims a picture").isLessThan(until);
        Thread.sleep(20);
      }
    }
    return 0;
  }

  private static void awaitIndexed(Workbench bench, int count) throws Exception {
    long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (bench.indexed() < count) {
      assertThat(System.nanoTime()).as("only %s are indexed", bench.indexed()).isLessThan(until);
      Thread.sleep(200);
    }
  }

  /** A folder of the first photos of the sample set. */
  private Path source(int most) throws IOException {
    Path photos = Workbench.sample("photos");
    try (Stream<Path> files = Files.walk(photos)) {
      return Workbench.copyOfSample(
          folder.resolve("source"),
          files
              .filter(name -> name.toString().endsWith(".jpg"))
              .sorted()
              .limit(most)
              .map(file -> photos.relativize(file).toString())
              .toList());
    }
  }
}
