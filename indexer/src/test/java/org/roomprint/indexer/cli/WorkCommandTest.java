package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.PictureEvidence;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.indexer.intake.Sender;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexLocation;
import org.roomprint.vectors.index.IndexedPicture;
import tools.jackson.databind.JsonNode;

/** {@code roomprint work} beside other commands, as an operator leaves it running. */
class WorkCommandTest {
  private static final List<String> PICTURES =
      List.of("h01/r1/1.jpg", "h01/r1/2.jpg", "h02/r1/1.jpg");

  @TempDir private Path folder;
  private final List<ImportProcess> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(ImportProcess::end);
  }

  private Workbench withHotels() {
    Workbench bench = new Workbench(folder.resolve("bench"));
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json"));
    return bench;
  }

  private ImportProcess work(Workbench bench, String... options) throws Exception {
    ImportProcess work =
        ImportProcess.start(
            bench, Stream.concat(Stream.of("work", "--every", "1"), Stream.of(options)).toList());
    started.add(work);
    work.awaitWords("Waiting for what is sent to");
    return work;
  }

  /** A file that an interrupted write left two days ago. */
  private static Path leftover(Workbench bench) throws IOException {
    Path within = Files.createDirectories(bench.data().resolve("catalog/pictures/ab/cd"));
    Path old = Files.writeString(within.resolve("abcd.part"), "half a picture");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    return old;
  }

  private static void awaitDeleted(Path file, String when) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (Files.exists(file) && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertThat(file).as(when).doesNotExist();
  }

  @Test
  void waitsForTheIndexAndDeletesWhatIsDueMeanwhile() throws Exception {
    Workbench bench = withHotels();
    Path old = leftover(bench);
    try (Sender sender = new Sender(bench.data().resolve("inbox"), Clock.systemUTC(), 7)) {
      sender.send(
          Sender.Words.of("h01", "device"),
          List.of(Files.readAllBytes(Workbench.sample("photos/h01/r1/3.jpg"))));
    }
    ImportProcess work;
    try (IndexGenerations _ =
        Indexes.at(new IndexLocation.Folder(bench.data().resolve("index"))).write()) {
      work = work(bench);
      work.awaitWords("Another process writes the index");
      awaitDeleted(old, "deleted while the index was not to be had");
    }
    String said = work.awaitWords("1 submissions drained");
    assertThat(said.split("Another process writes the index", -1)).as("said once").hasSize(2);
    assertThat(work.killAfter(0)).isTrue();
  }

  @Test
  void deletesWhatIsDueThoughNothingIsSentOrImported() throws Exception {
    Workbench bench = withHotels();
    Path old = leftover(bench);
    ImportProcess work = work(bench);

    awaitDeleted(old, "deleted on a quiet installation");

    assertThat(work.killAfter(0)).isTrue();
  }

  @Test
  void anImportBesideItEndsWhenWhatItBroughtIsFoundAndOtherCommandsAreToldWhatToDo()
      throws Exception {
    Path source = Workbench.copyOfSample(folder.resolve("photos"), PICTURES);
    Workbench alone = Workbench.imported(folder.resolve("alone"), source);
    Workbench bench = withHotels();
    ImportProcess work = work(bench);
    awaitWork(bench);

    Workbench.Said said = done(bench.run("import", "photos", source.toString()));
    assertThat(said.err()).containsOnlyOnce("Another process keeps the index");
    assertThat(said.out()).contains("3 added").contains("3 pictures indexed");
    bench.answers().assertSameAs(alone.answers(), "imported beside work");
    assertThat(bench.rows()).isEqualTo(alone.rows());

    JsonNode status = json(bench.run("status", "--json"));
    assertThat(status.path("work").asString()).isEqualTo("runs");
    assertThat(status.path("toBeDescribed").asInt()).isZero();
    assertThat(status.path("toBeIndexed").asInt()).isZero();
    assertThat(status.path("index").asString()).isEqualTo("agrees with the catalog");

    String id =
        Photo.idOf(
            "h01",
            ContentHash.of(Files.readAllBytes(Workbench.sample("photos/" + PICTURES.getFirst())))
                .hex());
    IndexedPicture entry = alone.answers().entries().get(id);
    assertThat(entry).isNotNull();
    String hash = entry == null ? "" : entry.description().contentHash().hex();
    assertThat(filesWith(bench, hash)).isNotEmpty();
    done(bench.run("delete", "photo", id));
    assertThat(bench.answers().entries()).doesNotContainKey(id).hasSize(2);
    assertThat(filesWith(bench, hash)).as("gone from all files").isEmpty();

    Workbench.Said reindex = bench.run("reindex");
    assertThat(reindex.code()).isEqualTo(1);
    assertThat(reindex.err()).contains("roomprint work").doesNotContain("fault of Roomprint");
    Workbench.Said drain = bench.run("drain");
    assertThat(drain.code()).isEqualTo(2);
    assertThat(drain.err()).contains("roomprint work");
    Workbench.Said second = bench.run("work");
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err()).contains("runs on this data already").contains("--describe-only");

    assertThat(work.killAfter(0)).isTrue();
    assertThat(json(bench.run("status", "--json")).path("work").asString())
        .isEqualTo("does not run");
  }

  @Test
  void anImportTakesOverFromAWorkThatIsKilled() throws Exception {
    Workbench bench = withHotels();
    ImportProcess work = work(bench);
    awaitWork(bench);
    Path source = Workbench.copyOfSample(folder.resolve("photos"), PICTURES);
    ImportProcess importing =
        ImportProcess.start(bench, List.of("import", "photos", source.toString()));
    started.add(importing);
    importing.awaitWords("Another process keeps the index");

    assertThat(work.killAfter(0)).isTrue();

    assertThat(importing.awaitEnd()).contains("3 added");
    assertThat(bench.answers().entries()).hasSize(3);
  }

  /**
   * Of the sample: one photo as it was, saved again, cut at its sides; and a flat picture twice.
   */
  private Path adsWithPictures() throws IOException {
    Path list = Files.createDirectories(folder.resolve("ads"));
    StringBuilder lines = new StringBuilder();
    for (String ad : List.of("01", "02", "03")) {
      Files.copy(Workbench.sample("ads/ad-" + ad + "-1.jpg"), list.resolve("ad-" + ad + "-1.jpg"));
      lines.append(line(ad, "ad-" + ad + "-1.jpg"));
    }
    BufferedImage black = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(black, "jpg", list.resolve("black.jpg").toFile());
    lines.append(line("98", "black.jpg")).append(line("99", "black.jpg"));
    return Files.writeString(list.resolve("ads.jsonl"), lines);
  }

  private static String line(String ad, String image) {
    return "{\"ad_id\":\"" + ad + "\",\"site\":\"s\",\"images\":[\"" + image + "\"]}\n";
  }

  @Test
  void picturesOfAdsThatAreImportedBesideItAreLinkedAndFlatOnesAreNot() throws Exception {
    Workbench bench = withHotels();
    ImportProcess work = work(bench);
    awaitWork(bench);
    done(bench.run("import", "ads", adsWithPictures().toString()));

    try (Catalog catalog = bench.catalog()) {
      awaitGroups(catalog);
      Map<String, AdPicture> pictures = new TreeMap<>();
      for (String ad : List.of("01", "02", "03", "98", "99")) {
        pictures.put(ad, catalog.adLinks().picturesOf(List.of(Ad.idOf("s", ad))).getFirst());
      }
      assertThat(pictures.values())
          .extracting(AdPicture::evidence)
          .as(pictures.toString())
          .containsSubsequence(PictureEvidence.FLAT, PictureEvidence.FLAT)
          .contains(
              PictureEvidence.FIRST, PictureEvidence.SAME_PICTURE, PictureEvidence.EDITED_COPY);
      assertThat(pictures.values().stream().flatMap(one -> one.pictureKey().stream()).distinct())
          .as("one picture for three images")
          .hasSize(1);
      assertThat(groupsOf(catalog, "01")).hasSize(2);
      assertThat(groupsOf(catalog, "98")).doesNotContainAnyElementsOf(groupsOf(catalog, "99"));
    }
    assertThat(work.killAfter(0)).isTrue();
  }

  private static List<String> groupsOf(Catalog catalog, String ad) {
    return catalog.adLinks().groupsOf(Ad.idOf("s", ad)).stream().map(AdGroup::groupId).toList();
  }

  private static void awaitGroups(Catalog catalog) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < until) {
      if (catalog.adLinks().notLookedAt(Long.MAX_VALUE, 1).isEmpty()
          && catalog.adLinks().groupedRevision() == catalog.ads().revision()) {
        return;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("The ads were not grouped");
  }

  /** Until it holds the index. */
  private static void awaitWork(Workbench bench) throws Exception {
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (System.nanoTime() < until) {
      try (IndexGenerations _ =
          Indexes.at(new IndexLocation.Folder(bench.data().resolve("index"))).write()) {
        Thread.sleep(100);
      } catch (org.roomprint.vectors.index.IndexInUseException _) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("It did not open the index");
  }

  private static List<Path> filesWith(Workbench bench, String wanted) throws IOException {
    try (Stream<Path> files = Files.walk(bench.data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            try {
              return Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted);
            } catch (IOException _) { // deleted meanwhile
              return false;
            }
          })
          .toList();
    }
  }
}
