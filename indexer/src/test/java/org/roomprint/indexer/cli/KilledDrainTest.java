package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.intake.Sender;

/** A drain that is killed at any moment and run again leaves what an undisturbed one leaves. */
class KilledDrainTest {
  private static final long SEED = 20_261_123L;
  private static final List<String> DRAIN = List.of("drain", "--no-delay", "--json");

  @TempDir private Path folder;

  @Test
  void aDrainKilledTwiceAndRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(2, 3);
  }

  @Test
  @Tag("slow")
  void aDrainKilledThirtyTimesAndRunAgainLeavesTheSameAsAnUndisturbedOne() throws Exception {
    killAndRunAgain(30, 8);
  }

  /** What was in the catalog, the index and the inbox. */
  private record Left(
      SortedMap<String, String> rows,
      Workbench.Answers answers,
      List<String> keptFiles,
      List<String> contributions,
      List<SubmissionState> receipts) {
    static Left in(Workbench bench) throws IOException {
      List<String> contributions = new ArrayList<>();
      try (Catalog catalog = bench.catalog()) {
        for (ContributionState state : ContributionState.values()) {
          for (Contribution one :
              catalog.contributions().list(state, Optional.empty(), 100).items()) {
            contributions.add(one + " " + one.photos() + " " + one.findings() + one.settled());
          }
        }
      }
      List<SubmissionState> receipts = new ArrayList<>();
      try (InboxIntake inbox =
          SqlInbox.openIntake(InboxSettings.inFolder(bench.data().resolve("inbox")))) {
        for (SubmissionState state : SubmissionState.values()) {
          inbox.list(state, 0, 100).forEach(one -> receipts.add(one.state()));
        }
      }
      return new Left(
          named(bench.rows()), bench.answers(), bench.keptFiles(), contributions, receipts);
    }
  }

  /** Visits are numbered in the order of the photos: their ids come from a secret of the folder. */
  private static SortedMap<String, String> named(SortedMap<String, Object> rows) {
    Map<String, String> visits = new HashMap<>();
    SortedMap<String, String> named = new TreeMap<>();
    rows.forEach((key, row) -> {
      String text = row.toString();
      if (row instanceof Photo photo && photo.provenance().visitId().isPresent()) {
        String visit = photo.provenance().visitId().get();
        String number = visits.computeIfAbsent(visit, _ -> "visit " + (visits.size() + 1));
        text = text.replace(visit, number);
      }
      named.put(key, text);
    });
    return named;
  }

  private void killAndRunAgain(int kills, int submissions) throws Exception {
    Workbench filled = filled(submissions);
    Workbench undisturbed = filled.copyTo(folder.resolve("undisturbed"));
    long begin = System.nanoTime();
    ImportProcess.start(undisturbed, DRAIN).awaitEnd();
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    Left expected = Left.in(undisturbed);
    assertThat(expected.contributions()).hasSize(submissions);

    Random random = new Random(SEED);
    int done = 0;
    int round = 0;
    while (done < kills) {
      round++;
      Workbench bench = filled.copyTo(folder.resolve("killed-" + round));
      List<String> moments = new ArrayList<>();
      boolean ended = false;
      while (done < kills && !ended) {
        long moment = random.nextLong(milliseconds);
        ended = !ImportProcess.start(bench, DRAIN).killAfter(moment);
        if (!ended) {
          moments.add(String.format(Locale.ROOT, "%.1f s", moment / 1e3));
          done++;
        }
      }
      ImportProcess.start(bench, DRAIN).awaitEnd();
      Left left = Left.in(bench);
      String where = "seed " + SEED + ", killed at " + moments;
      assertThat(left.rows()).as("catalog, %s", where).isEqualTo(expected.rows());
      left.answers().assertSameAs(expected.answers(), where);
      assertThat(left.keptFiles()).as("files, %s", where).isEqualTo(expected.keptFiles());
      assertThat(left.contributions())
          .as("contributions, %s", where)
          .isEqualTo(expected.contributions());
      assertThat(left.receipts()).as("receipts, %s", where).isEqualTo(expected.receipts());
      System.out.println("killed at " + moments + ": then the same");
    }
  }

  /** Some hotels with photos, and an inbox full of submissions. */
  private Workbench filled(int submissions) throws IOException {
    Workbench bench = new Workbench(folder.resolve("filled"));
    assertThat(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()).code())
        .isZero();
    Path source = Files.createDirectories(folder.resolve("source").resolve("h01").resolve("r1"));
    for (int view = 1; view <= 2; view++) {
      Files.copy(Workbench.sample("photos/h01/r1/" + view + ".jpg"), source.resolve(view + ".jpg"));
    }
    assertThat(bench.run("import", "photos", folder.resolve("source").toString(), "--json").code())
        .isZero();
    try (Sender sender = new Sender(bench.data().resolve("inbox"), Clock.systemUTC(), SEED)) {
      for (int i = 0; i < submissions; i++) {
        sender.send(
            Sender.Words.of("h0" + (i % 3 + 1), "device" + i),
            List.of(
                Files.readAllBytes(Workbench.sample("photos/h0" + (i % 3 + 1) + "/r1/3.jpg")),
                Files.readAllBytes(
                    Workbench.sample("photos/h0" + (i % 3 + 1) + "/r2/" + (i % 4 + 1) + ".jpg"))));
      }
    }
    return bench;
  }
}
