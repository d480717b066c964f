package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists and folders that people reported as lost by tools of this kind, as they are: each with what
 * an import makes of it. Those that need a search are in the service's tests.
 */
class ReportedFaultsTest {
  private static final Path FAULTS =
      Path.of(System.getProperty("roomprint.shared", "../../shared"))
          .resolve("data")
          .resolve("faults")
          .toAbsolutePath()
          .normalize();

  /** The site of ads of which none is said. */
  private static final String UNKNOWN_SITE = "unknown";

  @TempDir private Path folder;
  private Workbench bench = new Workbench(Path.of("unused"));

  @BeforeAll
  static void lookForTheFiles() {
    assumeTrue(Files.isDirectory(FAULTS), "The shared data are not there: " + FAULTS);
  }

  @BeforeEach
  void makeAFolder() {
    bench = new Workbench(folder.resolve("data"));
  }

  private static String fault(String name) {
    return FAULTS.resolve(name).toString();
  }

  /** A copy of a fault's folder, for those that something is made in. */
  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(FAULTS.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(FAULTS.resolve(name).relativize(file).toString()));
      }
    }
    return copy;
  }

  private Map<String, Hotel> hotels() {
    try (Catalog catalog = bench.catalog()) {
      return catalog.hotels().list(Optional.empty(), Page.MAX_LIMIT).items().stream()
          .collect(Collectors.toMap(Hotel::hotelId, hotel -> hotel));
    }
  }

  private Hotel hotel(String id) {
    return Optional.ofNullable(hotels().get(id)).orElseThrow();
  }

  private List<Photo> photos(String hotel) {
    try (Catalog catalog = bench.catalog()) {
      return catalog.photos().ofHotel(hotel, Optional.empty(), Page.MAX_LIMIT).items();
    }
  }

  private void importTheSamplesHotels() {
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json"));
  }

  @Test
  void aShorterListErasesNothing() {
    done(bench.run("import", "hotels", fault("03-shorter-list-erases/full.csv")));
    Hotel before = hotel("z1");

    done(bench.run("import", "hotels", fault("03-shorter-list-erases/short.csv")));

    Hotel after = hotel("z1");
    assertThat(after.name()).isEqualTo("Alpha Renamed");
    assertThat(after.chainId()).isPresent().isEqualTo(before.chainId());
    assertThat(after.place()).isPresent().isEqualTo(before.place());
    assertThat(after.country()).contains("DE");
    assertThat(after.city()).contains("Munich");
    assertThat(after.address()).contains("1 Str");
  }

  @Test
  void everyFileOfAFolderIsTakenOrNamed() {
    importTheSamplesHotels();

    Workbench.Said said = bench.run("import", "photos", fault("09-silently-passed-over"), "--json");

    assertThat(said.code()).as("4 of 13 were refused").isEqualTo(3);
    JsonNode counts = JsonMapper.builder().build().readTree(said.out());
    assertThat(counts.path("added").asInt()).as(said.toString()).isEqualTo(9);
    assertThat(photos("h01")).hasSize(9);
    assertThat(counts.path("refusals").valueStream().map(one -> one.path("reference").asString()))
        .as("each is named")
        .containsExactlyInAnyOrder("h01/raw.cr2", "h01/raw.nef", "h01/x.jxl", "h01/x.jp2");
    assertThat(counts.path("passedOver").path(0).path("reference").asString()).isEqualTo("README");
  }

  @Test
  void thumbnailsAndBinsAreNoPhotos() {
    importTheSamplesHotels();

    JsonNode said = json(bench.run("import", "photos", fault("10-junk-folders"), "--json"));

    for (String hotel : List.of("h05", "h06", "h07", "h08")) {
      assertThat(photos(hotel)).as(hotel + ": " + said).hasSize(1);
    }
    assertThat(said.path("refused").asInt()).as(said.toString()).isZero();
  }

  @Test
  void linksAreFollowedOrNamed() throws Exception {
    Path made = copy("11-symlinks");
    assertThat(
            new ProcessBuilder("sh", "make.sh")
                .directory(made.toFile())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    importTheSamplesHotels();

    done(bench.run("import", "photos", made.resolve("root").toString()));
    assertThat(photos("h03")).hasSize(1);

    String said = bench.run("import", "photos", made.resolve("tree").toString()).toString();
    assertThat(photos("h02")).hasSize(1);
    assertThat(said).contains("h03");
  }

  @Test
  void aFolderThatMayNotBeReadIsNamedAndNotTheEnd() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("p"));
    Files.createDirectory(photos.resolve("h02"));
    Files.copy(FAULTS.resolve("12-unreadable-folder/1.jpg"), photos.resolve("h02/1.jpg"));
    Path closed = Files.createDirectory(photos.resolve("lost+found"));
    importTheSamplesHotels();
    Files.setPosixFilePermissions(closed, Set.of());
    // Even root, without the right to pass over what a folder permits.
    List<String> asOthers =
        "root".equals(System.getProperty("user.name"))
            ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
            : List.of();

    Workbench.Said said =
        new BuiltClone(folder.resolve("clone"))
            .run(
                asOthers,
                Map.of(),
                "",
                "import",
                "photos",
                photos.toString(),
                "--data",
                bench.data().toString());

    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertThat(said.toString()).contains("lost+found").doesNotContain("fault of Roomprint");
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(photos("h02")).hasSize(1);
  }

  @Test
  void aQuoteThatIsNeverClosedSwallowsNoHotel() {
    Workbench.Said said = bench.run("import", "hotels", fault("14-unclosed-quote/unclosed.csv"));

    assertThat(hotels()).hasSize(302);
    assertThat(said.toString()).contains("the quote opened on line 3 is never closed");
  }

  @Test
  void whatIsOptionalAndUnreadableCostsNoRecord() {
    String lists = "15-optional-value-loses-record/";
    Workbench.Said coordinates = done(bench.run("import", "hotels", fault(lists + "coords.csv")));
    done(bench.run("import", "hotels", fault(lists + "country.csv")));
    done(bench.run("import", "hotels", fault(lists + "linebreak.csv")));
    Workbench.Said ads = done(bench.run("import", "ads", fault(lists + "ads.jsonl")));

    assertThat(hotels()).hasSize(12);
    assertThat(hotel("q12").place()).contains(new Place(45.76, 4.83));
    for (String id : List.of("q13", "q14", "q15", "q15b")) {
      assertThat(hotel(id).place()).as(id).isEmpty();
    }
    assertThat(coordinates.toString()).contains("line 3", "line 4", "line 5", "line 6");
    assertThat(hotel("q08").country()).contains("GB");
    assertThat(hotel("q09").country()).contains("FR");
    assertThat(hotel("q11b").country()).contains("US");
    assertThat(hotel("q07").address()).contains("12 Rue X 69001 Lyon");
    List<String> ids =
        List.of(
            "p-date", "p-py", "p-pysp", "p-off", "p-frac", "p-epoch", "sk", "snum", "sempty", "uk",
            "gb", "usa");
    try (Catalog catalog = bench.catalog()) {
      for (String id : ids) {
        Ad ad =
            Optional.ofNullable(
                    catalog
                        .ads()
                        .findAll(List.of(Ad.idOf(UNKNOWN_SITE, id)))
                        .get(Ad.idOf(UNKNOWN_SITE, id)))
                .orElseThrow(() -> new AssertionError(id + " is lost: " + ads));
        if (id.startsWith("p-")) {
          assertThat(ad.posted()).as(id).isPresent();
        }
      }
    }
  }

  @Test
  void oneByteThatIsNotUtf8CostsOneLine() {
    Workbench.Said said = bench.run("import", "ads", fault("17-one-bad-byte/badbyte.jsonl"));

    assertThat(said.toString()).contains("line 2").contains("not UTF-8").contains("2 added");
    assertThat(said.code()).as("a third was refused").isEqualTo(3);
  }

  @Test
  void namesAreUtf8WhateverTheLocale() throws Exception {
    importTheSamplesHotels();
    BuiltClone clone = new BuiltClone(folder.resolve("clone"));
    for (String what : List.of("m.csv", "tree")) {
      Workbench.Said said =
          clone.run(
              List.of(),
              Map.of("LC_ALL", "C", "LANG", "C"),
              "",
              "import",
              "photos",
              fault("18-locale-C/" + what),
              "--data",
              bench.data().toString());
      assertThat(said.toString()).as(what).doesNotContain("OUTSIDE_FOLDER");
    }

    assertThat(photos("h02")).as("Küche.jpg").hasSize(1);
    assertThat(photos("h09").stream().flatMap(photo -> photo.room().stream()).distinct().toList())
        .containsExactly("Zimmer Süd");
  }
}
