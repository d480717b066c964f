package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import tools.jackson.databind.JsonNode;

/** Lists and folders as people keep them, from the command line into the catalog. */
class ListsTest {
  @TempDir Path folder;

  private Workbench bench() {
    return new Workbench(folder.resolve("data"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Hotel hotel(String id) {
    try (Catalog catalog = bench().catalog()) {
      return catalog.hotels().find(id).orElseThrow();
    }
  }

  @Test
  void aShorterListOfHotelsErasesNothingAndAnEmptyCellDoes() throws IOException {
    Workbench bench = bench();
    Path full =
        write(
            "full.csv",
            """
            hotel_id,name,chain,latitude,longitude,country,city,address
            z1,Alpha,Big Chain,48.1,11.5,DE,Munich,1 Str
            """);
    done(bench.run("import", "hotels", full.toString()));

    done(bench.run("import", "hotels", write("s.csv", "hotel_id,name\nz1,Beta\n").toString()));

    Hotel kept = hotel("z1");
    assertThat(kept.name()).isEqualTo("Beta");
    assertThat(kept.chainId()).contains("big-chain");
    assertThat(kept.place()).contains(new Place(48.1, 11.5));
    assertThat(kept.country()).contains("DE");
    assertThat(kept.city()).contains("Munich");
    assertThat(kept.address()).contains("1 Str");
    assertThat(
            json(bench.run("import", "hotels", folder.resolve("s.csv").toString(), "--json"))
                .path("unchanged")
                .asInt())
        .isEqualTo(1);

    done(
        bench.run(
            "import",
            "hotels",
            write("e.csv", "hotel_id,name,chain,latitude,longitude,country,city\nz1,Beta,,,,XX,\n")
                .toString()));

    Hotel cleared = hotel("z1");
    assertThat(cleared.chainId()).isEmpty();
    assertThat(cleared.place()).isEmpty();
    assertThat(cleared.country()).as("what cannot be read clears nothing").contains("DE");
    assertThat(cleared.city()).isEmpty();
    assertThat(cleared.address()).contains("1 Str");
  }

  @Test
  void aShorterListOfAdsErasesNothingAndNullDoes() throws IOException {
    Workbench bench = bench();
    Path ads =
        write(
            "ads.jsonl",
            """
            {"ad_id":"a","site":"s","title":"T","text":"X","posted":"2025-03-01T12:00:00Z","country":"FR",\
            "place":"Lyon","selectors":[{"kind":"handle","value":"@sample"}]}
            """);
    done(bench.run("import", "ads", ads.toString()));
    Ad before = ad();

    done(
        bench.run(
            "import", "ads", write("s.jsonl", "{\"ad_id\":\"a\",\"site\":\"s\"}").toString()));
    assertThat(ad()).isEqualTo(before);

    done(
        bench.run(
            "import",
            "ads",
            write(
                    "e.jsonl",
                    "{\"ad_id\":\"a\",\"site\":\"s\",\"title\":\"\",\"posted\":null,\"selectors\":[]}")
                .toString()));
    assertThat(ad().title()).isEmpty();
    assertThat(ad().posted()).isEmpty();
    assertThat(ad().selectors()).isEqualTo(Set.of());
    assertThat(ad().text()).isEqualTo("X");
    assertThat(ad().country()).contains("FR");
  }

  @Test
  void findsSelectorsInTextsAndAListWithOnlyTextsErasesNoneThatWasGiven() throws IOException {
    Workbench bench = bench();
    String given =
        """
        {"ad_id":"a","site":"s.example.fr","title":"Call 06 12 34 56 78","text":"or ig: rose_keep",\
        "selectors":[{"kind":"handle","value":"@sample"}]}
        """;
    done(bench.run("import", "ads", write("ads.jsonl", given).toString()));
    assertThat(selectors())
        .containsExactly(
            "PHONE +33612345678 found", "HANDLE instagram:rose_keep found", "HANDLE sample given");

    String text =
        "{\"ad_id\":\"a\",\"site\":\"s.example.fr\",\"text\":\"write to rose@example.com\"}";
    done(bench.run("import", "ads", write("t.jsonl", text).toString()));
    assertThat(selectors())
        .as("the title is known from before")
        .containsExactly(
            "PHONE +33612345678 found", "EMAIL rose@example.com found", "HANDLE sample given");
    assertThat(
            json(bench.run("import", "ads", folder.resolve("t.jsonl").toString(), "--json"))
                .path("unchanged")
                .asInt())
        .isEqualTo(1);
  }

  private List<String> selectors() {
    try (Catalog catalog = bench().catalog()) {
      String id = Ad.idOf("s.example.fr", "a");
      return catalog.ads().selectorsOf(List.of(id)).getOrDefault(id, List.of()).stream()
          .map(one ->
              one.selector().kind()
                  + " "
                  + one.selector().value()
                  + (one.isGiven() ? " given" : "")
                  + (one.found().isPresent() ? " found" : ""))
          .toList();
    }
  }

  private Ad ad() {
    try (Catalog catalog = bench().catalog()) {
      String id = Ad.idOf("s", "a");
      return Optional.ofNullable(catalog.ads().findAll(List.of(id)).get(id)).orElseThrow();
    }
  }

  @Test
  void aShorterManifestErasesNothingAndAnEmptyCellDoes() throws IOException {
    Workbench bench = bench();
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()));
    Files.copy(Workbench.sample("photos/h01/r1/1.jpg"), folder.resolve("1.jpg"));
    done(
        bench.run(
            "import",
            "photos",
            write(
                    "m.csv",
                    """
                    file,hotel_id,room,view,source,external_id,taken
                    1.jpg,h01,r7,bed,scouts,x1,2024-02-01
                    """)
                .toString()));

    done(bench.run("import", "photos", write("s.csv", "file,hotel_id\n1.jpg,h01\n").toString()));
    assertThat(photo().room()).contains("r7");
    assertThat(photo().source()).isEqualTo("scouts");
    assertThat(photo().taken()).contains(LocalDate.of(2024, 2, 1));

    done(
        bench.run(
            "import",
            "photos",
            write("e.csv", "file,hotel_id,room,source,taken\n1.jpg,h01,,,\n").toString()));
    assertThat(photo().room()).isEmpty();
    assertThat(photo().source()).isEqualTo("import");
    assertThat(photo().taken()).isEmpty();
    assertThat(photo().view()).contains("bed");
    assertThat(photo().externalId()).contains("x1");
  }

  private Photo photo() {
    return (Photo)
        bench().rows().values().stream()
            .filter(row -> row instanceof Photo)
            .findFirst()
            .orElseThrow();
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aPipeInAFolderOrAListHoldsNothingUp() throws Exception {
    Workbench bench = bench();
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()));
    Path photos = Workbench.copyOfSample(folder.resolve("p"), List.of("h01/r1/1.jpg"));
    Path pipe = photos.resolve("h01").resolve("pipe.jpg");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.writeString(photos.resolve("m.csv"), "file,hotel_id\nh01/pipe.jpg,h01\n");

    assertThat(bench.run("import", "photos", photos.toString(), "--json").out())
        .contains("\"added\":1", "\"NO_FILE\":1");
    assertThat(bench.run("import", "photos", photos.resolve("m.csv").toString(), "--json").out())
        .contains("\"NO_FILE\":1");
    assertThat(bench.run("import", "hotels", pipe.toString()).err()).contains("no ordinary file");
  }

  @Test
  void aFolderSaysWhatItPassedOverAndEveryEntryIsCounted() throws IOException {
    Workbench bench = bench();
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()));
    Path photos = Workbench.copyOfSample(folder.resolve("p"), List.of("h01/r1/1.jpg"));
    Files.writeString(photos.resolve("h01").resolve("notes.txt"), "a note");
    Files.createDirectories(photos.resolve("h01").resolve("@eaDir"));
    Files.copy(Workbench.sample("photos/h01/r1/2.jpg"), photos.resolve("h01").resolve("photo"));

    JsonNode report = json(bench.run("import", "photos", photos.toString(), "--json"));

    assertThat(report.path("items").asInt()).isEqualTo(2);
    assertThat(report.path("added").asInt()).isEqualTo(2);
    assertThat(report.path("passedOver").size()).isEqualTo(2);
    assertThat(report.path("passedOverByReason").toString())
        .isEqualTo("{\"NO_PICTURE\":1,\"OTHER_SOFTWARE\":1}");
    assertThat(done(bench.run("import", "photos", photos.toString())).err())
        .contains("passed over h01/notes.txt", "passed over h01/@eaDir");
  }

  @Test
  void aTenthMayBeRefusedAndMoreEndsWithACodeOfItsOwn() throws IOException {
    StringBuilder nine = new StringBuilder("hotel_id,name\n");
    for (int i = 0; i < 9; i++) {
      nine.append("h").append(i).append(",N\n");
    }
    Workbench bench = bench();

    assertThat(bench.run("import", "hotels", write("a.csv", nine + ",x\n").toString()).code())
        .isZero();
    Workbench.Said more =
        bench.run("import", "hotels", write("b.csv", nine + ",x\n,x\n").toString());
    assertThat(more.code()).isEqualTo(3);
    assertThat(more.err()).contains("More than a tenth was refused").doesNotContain("fault of");
  }
}
