package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.IndexedPicture;
import tools.jackson.databind.JsonNode;

class CommandsTest {
  private static final List<String> PICTURES =
      List.of("h01/r1/1.jpg", "h01/r1/2.jpg", "h01/r2/1.jpg", "h02/r1/1.jpg");

  @TempDir static Path shared;

  /** A folder of pictures, and a data folder into which they were brought; never changed. */
  private static Path source = Path.of("");

  private static Workbench imported = new Workbench(Path.of(""));

  @TempDir Path folder;
  private Workbench bench = imported;

  @BeforeAll
  static void bringTheFirstPicturesIn() throws IOException {
    source = Workbench.copyOfSample(shared.resolve("source"), PICTURES);
    imported = Workbench.imported(shared.resolve("data"), source);
  }

  @BeforeEach
  void copy() throws IOException {
    bench = imported.copyTo(folder.resolve("data"));
  }

  private static JsonNode importPhotos(Workbench bench, Path from) {
    return json(bench.run("import", "photos", from.toString(), "--json"));
  }

  /** What an import said of which so much was refused that its code says so. */
  private static JsonNode importMuchRefused(Workbench bench, Path from) {
    Workbench.Said said = bench.run("import", "photos", from.toString(), "--json");
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.err()).contains("More than a tenth was refused");
    return tools.jackson.databind.json.JsonMapper.builder().build().readTree(said.out());
  }

  private static Path put(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] picture(String name) throws IOException {
    return Files.readAllBytes(Workbench.sample("photos/" + name));
  }

  private static String idOf(String hotel, String picture) throws IOException {
    return Photo.idOf(hotel, ContentHash.of(picture(picture)).hex());
  }

  @Test
  void importingTwiceBringsNothingInTwice() throws IOException {
    var rows = bench.rows();
    Workbench.Answers answers = bench.answers();
    List<String> files = bench.keptFiles();

    JsonNode again = importPhotos(bench, source);

    assertThat(again.path("added").asInt()).isZero();
    assertThat(again.path("unchanged").asInt()).isEqualTo(PICTURES.size());
    assertThat(again.path("indexedPictures").asInt()).isZero();
    assertThat(bench.rows()).isEqualTo(rows);
    bench.answers().assertSameAs(answers, "imported twice");
    assertThat(bench.keptFiles()).isEqualTo(files).hasSize(PICTURES.size());
    assertThat(rows.values())
        .filteredOn(row -> row instanceof Photo)
        .extracting(row -> ((Photo) row).room())
        .containsOnly(Optional.of("r1"), Optional.of("r2"));
  }

  @Test
  void badFilesAmongGoodOnesAreCountedAndNamedAndTheRestComesIn() throws IOException {
    Path mixed = folder.resolve("mixed");
    byte[] good = picture("h03/r1/1.jpg");
    put(mixed.resolve("good.jpg"), good);
    put(mixed.resolve("cut.jpg"), Arrays.copyOf(good, good.length / 2));
    put(mixed.resolve("text.jpg"), "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    put(mixed.resolve("empty.jpg"), new byte[0]);
    Path manifest =
        Files.writeString(
            mixed.resolve("photos.csv"),
            """
            file,hotel_id,source
            text.jpg,h03,
            cut.jpg,h03,
            good.jpg,no-such-hotel,
            missing.jpg,h03,
            empty.jpg,h03,
            ../outside.jpg,h03,
            good.jpg,h03,our own scouts
            good.jpg,h03,scouts
            """);

    JsonNode report = importMuchRefused(bench, manifest);

    assertThat(report.path("items").asInt()).isEqualTo(8);
    assertThat(report.path("added").asInt()).isEqualTo(1);
    assertThat(report.path("unchanged").asInt()).isEqualTo(1);
    assertThat(report.path("refused").asInt()).isEqualTo(6);
    assertThat(report.path("notesByReason").toString())
        .isEqualTo("{\"INVALID_VALUE\":1,\"REPEATED_PHOTO\":1}");
    assertThat(report.path("indexedPictures").asInt()).isEqualTo(1);
    String named = done(bench.run("status", "--refused", report.path("run").asString())).out();
    assertThat(named.lines())
        .hasSize(6)
        .anySatisfy(line -> assertThat(line).startsWith("line 2\t"))
        .anySatisfy(line -> assertThat(line).startsWith("line 3\t"))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("line 4\tUNKNOWN_HOTEL\tHotel 'no-such-hotel' is not in the catalog")
                .contains("roomprint import hotels"))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("line 5\tMISSING\t")
                .contains(mixed.resolve("missing.jpg").toString()))
        .anySatisfy(line -> assertThat(line).startsWith("line 6\tEMPTY\t"))
        .anySatisfy(line -> assertThat(line).startsWith("line 7\tOUTSIDE_FOLDER\t"));
    assertThat(bench.photoIds()).contains(idOf("h03", "h03/r1/1.jpg"));
    assertThat(json(bench.run("status", "--json")).path("index").asString())
        .isEqualTo("agrees with the catalog");
  }

  @Test
  void anImportOfWhichEverythingWasRefusedSaysSoAndEndsWithACodeOfItsOwn() throws IOException {
    Path manifest =
        Files.writeString(folder.resolve("photos.csv"), "file,hotel_id\ngone.jpg,h03\n");
    Path hotels = Files.writeString(folder.resolve("hotels.csv"), "hotel_id,name\n,No id\n");

    for (Workbench.Said said :
        List.of(
            bench.run("import", "photos", manifest.toString()),
            bench.run("import", "photos", manifest.toString(), "--json"),
            bench.run("import", "hotels", hotels.toString()))) {
      assertThat(said.code()).as(said.toString()).isEqualTo(3);
      assertThat(said.err()).contains("Nothing was imported").doesNotContain("fault of Roomprint");
    }
    assertThat(done(bench.run("import", "photos", source.toString())).err())
        .doesNotContain("Nothing was imported");
    assertThat(Workbench.say("import", "ads", "--help").out()).contains("3   nothing was imported");
  }

  @Test
  void aHotelThatIsNotInTheCatalogIsNamedOnceWithTheNumberOfItsPhotos() throws IOException {
    Path strange = folder.resolve("strange");
    for (String name : List.of("a1/1.jpg", "a1/2.jpg", "a1/3.jpg", "b2/1.jpg")) {
      put(strange.resolve(name), picture("h03/r1/1.jpg"));
    }

    Workbench.Said said = bench.run("import", "photos", strange.toString());

    assertThat(said.err().lines().filter(line -> line.startsWith("refused ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("refused a1/1.jpg and 2 more: Hotel 'a1' is not in the catalog"),
            line ->
                assertThat(line).startsWith("refused b2/1.jpg: Hotel 'b2' is not in the catalog"));
    String run = said.out().substring(said.out().indexOf("run-")).strip();
    assertThat(bench.run("status", "--refused", run).out().lines()).hasSize(4);
  }

  @Test
  void aPhotoThatComesAgainInTheSameListKeepsWhatWasSaidOfItFirst() throws IOException {
    Path repeated = folder.resolve("repeated");
    put(repeated.resolve("good.jpg"), picture("h03/r1/1.jpg"));
    StringBuilder lines =
        new StringBuilder("file,hotel_id,source,room\ngood.jpg,h03,scouts,tower\n");
    lines.append("missing.jpg,h03,scouts,\n".repeat(100)).append("good.jpg,h03,scouts,\n");
    Path manifest = Files.writeString(repeated.resolve("photos.csv"), lines);

    JsonNode report = importMuchRefused(bench, manifest);

    assertThat(report.path("added").asInt()).isEqualTo(1);
    assertThat(report.path("unchanged").asInt()).isEqualTo(1);
    assertThat(bench.rows().get("photo " + idOf("h03", "h03/r1/1.jpg")))
        .isInstanceOfSatisfying(Photo.class, photo -> assertThat(photo.room()).contains("tower"));
  }

  @Test
  void importingAgainBringsAVanishedFileBackAndReindexingSweepsWhatWasLeftBehind()
      throws IOException {
    Workbench.Answers answers = bench.answers();
    List<String> files = bench.keptFiles();
    Path kept = bench.data().resolve("catalog").resolve("pictures");
    Path vanished;
    try (var walk = Files.walk(kept)) {
      vanished = walk.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Path left =
        vanished.resolveSibling(vanished.getFileName().toString().substring(0, 4) + "0".repeat(60));
    Files.write(left, new byte[10]);
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    Files.delete(vanished);

    importPhotos(bench, source);
    assertThat(vanished).exists();
    done(bench.run("reindex"));

    assertThat(bench.keptFiles()).isEqualTo(files);
    bench.answers().assertSameNeighbours(answers, "imported again");
  }

  @Test
  void aDeletedPhotoLeavesCatalogIndexAndDiskAndStaysAway() throws IOException {
    String id = idOf("h01", "h01/r1/1.jpg");
    String neighbour = idOf("h01", "h01/r1/2.jpg");

    assertThat(done(bench.run("delete", "photo", id)).out()).contains(id + ": deleted");

    assertThat(bench.photoIds()).doesNotContain(id).contains(neighbour).hasSize(3);
    assertThat(bench.answers().entries()).doesNotContainKey(id).hasSize(3);
    assertThat(bench.answers().nearest().values().toString()).doesNotContain(id);
    assertThat(bench.keptFiles()).hasSize(3);

    JsonNode again = importPhotos(bench, source);

    assertThat(again.path("withheld").asInt()).isEqualTo(1);
    assertThat(again.path("added").asInt()).isZero();
    assertThat(bench.photoIds()).doesNotContain(id);
    assertThat(bench.keptFiles()).hasSize(3);

    done(bench.run("delete", "photo", id, "--undo"));
    assertThat(importPhotos(bench, source).path("added").asInt()).isEqualTo(1);
    bench.answers().assertSameAs(imported.answers(), "untouched");
  }

  @Test
  void aDeletedHotelTakesItsPhotosAlongAndStaysAway() throws IOException {
    done(bench.run("delete", "hotel", "h01"));

    JsonNode hotels =
        json(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json"));
    JsonNode photos = importPhotos(bench, source);

    assertThat(hotels.path("withheld").asInt()).isEqualTo(1);
    assertThat(photos.path("withheld").asInt()).isEqualTo(3);
    assertThat(photos.path("refused").asInt()).isZero();
    assertThat(bench.photoIds()).containsExactly(idOf("h02", "h02/r1/1.jpg"));
    assertThat(bench.keptFiles()).hasSize(1);
    assertThat(json(bench.run("status", "--json")).path("index").asString())
        .isEqualTo("agrees with the catalog");
  }

  @Test
  void nothingOfADeletedPhotoIsLeftInAnyFile() throws IOException {
    String id = idOf("h01", "h01/r1/1.jpg");
    IndexedPicture entry = Objects.requireNonNull(bench.answers().entries().get(id));
    byte[] embedding = littleEndian(entry.description().embedding().toArray());
    byte[] hash = entry.description().contentHash().hex().getBytes(StandardCharsets.US_ASCII);
    assertThat(filesWith(embedding)).isNotEmpty();
    assertThat(filesWith(hash)).isNotEmpty();

    try (Catalog _ = bench.catalog()) { // as a service holds it open
      done(bench.run("delete", "photo", id));

      assertThat(filesWith(embedding)).isEmpty();
      assertThat(filesWith(hash)).isEmpty();
    }
  }

  private static byte[] littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private List<Path> filesWith(byte[] wanted) throws IOException {
    String text = new String(wanted, StandardCharsets.ISO_8859_1);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(bench.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void aHotelThatMovedIsFoundWhereItIsNowWithoutDescribingItsPhotosAnew() throws IOException {
    String id = idOf("h02", "h02/r1/1.jpg");
    IndexedPicture before = Objects.requireNonNull(bench.answers().entries().get(id));
    Path list =
        Files.writeString(
            folder.resolve("moved.csv"),
            "hotel_id,name,country\nh02,Elsewhere,NG\n",
            StandardCharsets.UTF_8);

    JsonNode report = json(bench.run("import", "hotels", list.toString(), "--json"));

    assertThat(report.path("changed").asInt()).isEqualTo(1);
    assertThat(report.path("indexedPictures").asInt()).isEqualTo(1);
    assertThat(report.path("threadSecondsByStep").path("embed").asDouble()).isZero();
    IndexedPicture after = Objects.requireNonNull(bench.answers().entries().get(id));
    assertThat(after.country()).contains("NG");
    assertThat(after.description()).isEqualTo(before.description());
    assertThat(json(bench.run("status", "--json")).path("index").asString())
        .isEqualTo("agrees with the catalog");
  }

  @Test
  void deletingWhatIsNotThereSaysSo() {
    Workbench.Said said = bench.run("delete", "photo", "no-such-photo");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("no-such-photo: there is nothing with this id");
  }

  @Test
  void aReindexedGalleryAnswersAsBefore() throws IOException {
    Workbench.Answers before = bench.answers();

    JsonNode report = json(bench.run("reindex", "--json"));

    assertThat(report.path("generation").asLong()).isEqualTo(2);
    assertThat(report.path("pictures").asInt()).isEqualTo(PICTURES.size());
    Workbench.Answers after = bench.answers();
    assertThat(after.generation()).isEqualTo(2);
    assertThat(after.entries()).isEqualTo(before.entries()).hasSize(PICTURES.size());
    after.assertSameNeighbours(before, "reindexed");
  }

  @Test
  void statusSaysWhatIsThereAndWhetherTheIndexAgrees() throws IOException {
    JsonNode status = json(bench.run("status", "--json"));

    assertThat(status.path("photos").asInt()).isEqualTo(PICTURES.size());
    assertThat(status.path("indexedPhotos").asInt()).isEqualTo(PICTURES.size());
    assertThat(status.path("hotelsWithPhotos").asInt()).isEqualTo(2);
    assertThat(status.path("index").asString()).isEqualTo("agrees with the catalog");
    assertThat(done(bench.run("status")).out())
        .contains("PHOTOS")
        .contains("4 added, 0 changed, 0 unchanged, 0 refused");

    String id = idOf("h02", "h02/r1/1.jpg");
    try (Catalog catalog = bench.catalog()) {
      catalog.write(writer -> writer.deletePhoto(id));
    }
    assertThat(json(bench.run("status", "--json")).path("index").asString())
        .contains("does not know the last changes of 1 pictures")
        .contains("roomprint reindex");
    assertThat(importPhotos(bench, source).path("withheld").asInt()).isEqualTo(1);
    assertThat(json(bench.run("status", "--json")).path("index").asString())
        .isEqualTo("agrees with the catalog");
    Workbench empty = new Workbench(folder.resolve("empty"));
    done(empty.run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json"));
    assertThat(json(empty.run("status", "--json")).path("index").asString()).isEqualTo("none yet");
  }

  @Test
  void adsComeInWithTheirImagesAndGoWithThem() throws IOException {
    Path ads = folder.resolve("ads");
    put(ads.resolve("1.jpg"), picture("h04/r1/1.jpg"));
    put(ads.resolve("bad.jpg"), new byte[] {1, 2, 3});
    Path list =
        Files.writeString(
            ads.resolve("ads.jsonl"),
            """
            {"ad_id": "a1", "site": "s", "images": ["1.jpg", "1.jpg", "bad.jpg"]}
            {"ad_id": "a2", "site": "s"}
            """);
    Workbench.Said said = bench.run("import", "ads", list.toString(), "--json");
    assertThat(said.code()).as("one of three refused").isEqualTo(3);
    JsonNode first = tools.jackson.databind.json.JsonMapper.builder().build().readTree(said.out());

    assertThat(first.path("added").asInt()).isEqualTo(2);
    assertThat(first.path("refused").asInt()).isEqualTo(1);
    assertThat(first.path("indexedPictures").asInt()).isEqualTo(1);
    assertThat(bench.keptFiles()).hasSize(PICTURES.size() + 1);

    done(bench.run("delete", "ad", org.roomprint.catalog.ad.Ad.idOf("s", "a1")));
    JsonNode again =
        tools.jackson.databind.json.JsonMapper.builder()
            .build()
            .readTree(bench.run("import", "ads", list.toString(), "--json").out());

    assertThat(again.path("withheld").asInt()).isEqualTo(1);
    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(again.path("indexedPictures").asInt()).isZero();
    assertThat(bench.keptFiles()).hasSize(PICTURES.size());
    assertThat(json(bench.run("status", "--json")).path("indexedAdImages").asInt()).isZero();
  }
}
