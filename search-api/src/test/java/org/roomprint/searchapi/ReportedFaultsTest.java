package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.indexer.cli.RoomprintCommand;
import org.roomprint.searchapi.SampleService.Answer;

/**
 * Pictures, ads and changes of hotels that people reported as lost by tools of this kind, as they
 * are, up to what a search finds. Those that end with an import are in the importer's tests.
 */
class ReportedFaultsTest {
  private static final Path FAULTS =
      Path.of(System.getProperty("roomprint.shared", "../../shared"))
          .resolve("data")
          .resolve("faults")
          .toAbsolutePath()
          .normalize();

  @TempDir private static Path folder;
  private static SampleService sample;
  private static String key = "";

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Files.isDirectory(FAULTS), "The shared data are not there: " + FAULTS);
    sample = new SampleService(folder, 12, false);
    key = sample.key(Role.ANALYST, Role.INVESTIGATOR);
  }

  @AfterAll
  static void stop() {
    if (sample != null) {
      sample.close();
    }
  }

  private static void imports(Path data, String what, Path source) {
    assertThat(
            RoomprintCommand.run(
                "import", what, source.toString(), "--data", data.toString(), "--json"))
        .as("import %s %s", what, source)
        .isZero();
  }

  private static String firstHotel(Answer answer) {
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.json().path("hotels").path(0).path("hotel").path("hotelId").asString();
  }

  private static Answer search(List<Map.Entry<String, byte[]>> parts) throws Exception {
    return sample.postFiles("api/v1/hotel-searches", key, STATEMENT, parts);
  }

  @Test
  void onePhoneInEightSpellingsLinksItsAds() throws Exception {
    imports(sample.data(), "ads", FAULTS.resolve("01-phone-spellings/ads.jsonl"));
    for (Set<String> group :
        List.of(
            Set.of("ph1", "ph2", "ph3", "ph4", "ph5", "ph6", "ph7", "ph8"),
            Set.of("em1", "em2"),
            Set.of("hd1", "hd2"))) {
      for (String ad : group) {
        Answer answer = sample.post("api/v1/ads/" + ad + "/link-searches", key, STATEMENT);
        assertThat(answer.status()).as(ad).isEqualTo(200);
        Set<String> linked =
            answer
                .json()
                .path("selectorLinks")
                .valueStream()
                .map(link -> link.path("adId").asString())
                .collect(Collectors.toSet());
        Set<String> others =
            group.stream()
                .filter(other -> !other.equals(ad))
                .map(other -> Ad.idOf("unknown", other))
                .collect(Collectors.toSet());
        assertThat(linked).as("links of " + ad).isEqualTo(others);
      }
    }
  }

  @Test
  void aHotelThatWasChangedIsFoundByWhereItIsNow() throws Exception {
    Path fault = FAULTS.resolve("02-hotel-change-not-in-index");
    Path data = folder.resolve("moved").resolve("data");
    imports(data, "hotels", fault.resolve("before.csv"));
    imports(data, "photos", fault.resolve("photos"));
    imports(data, "hotels", fault.resolve("after.csv"));
    byte[] image = Files.readAllBytes(fault.resolve("photos/h01/1.jpg"));
    try (SampleService moved = SampleService.over(folder.resolve("moved"))) {
      String investigator = moved.key(Role.INVESTIGATOR);
      for (String country : List.of("CA", "NG")) {
        Answer answer =
            moved.postFiles(
                "api/v1/hotel-searches",
                investigator,
                STATEMENT.replaceFirst(
                    "\\}$", ", \"filter\": {\"countries\": [\"" + country + "\"]}}"),
                List.of(Map.entry("image", image)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("hotels").size())
            .as(country)
            .isEqualTo(country.equals(countryOf(fault.resolve("after.csv"))) ? 1 : 0);
      }
    }
  }

  private static String countryOf(Path list) throws IOException {
    String[] cells = Files.readAllLines(list).get(1).split(",", -1);
    return cells[cells.length - 1];
  }

  @Test
  void aMaskHidesWhatWasPaintedOfATurnedWebp() throws Exception {
    Path fault = FAULTS.resolve("04-webp-orientation-mask");

    Answer painted =
        search(
            List.of(
                Map.entry("image", Files.readAllBytes(fault.resolve("o3.webp"))),
                Map.entry("mask", Files.readAllBytes(fault.resolve("masktop.png")))));
    Answer turned =
        search(
            List.of(
                Map.entry("image", Files.readAllBytes(fault.resolve("o6.webp"))),
                Map.entry("mask", Files.readAllBytes(fault.resolve("mask6.png")))));

    assertThat(firstHotel(painted)).as("what lies under the painted half").isEqualTo("h06");
    assertThat(turned.status()).isEqualTo(200);
    assertThat(painted.json().path("images").path(0).path("hiddenShare").asDouble())
        .isCloseTo(0.5, within(0.01));
  }

  @Test
  void wholeJpegsInOddWrappingsAreSearched() throws Exception {
    List<Path> pictures = new ArrayList<>();
    for (String fault : List.of("05-samsung-panorama", "07-bytes-before-eoi", "08-no-eoi")) {
      try (var files = Files.list(FAULTS.resolve(fault))) {
        files.filter(file -> file.toString().endsWith(".jpg")).forEach(pictures::add);
      }
    }
    assertThat(pictures).hasSize(7);
    for (Path picture : pictures) {
      Answer answer = search(List.of(Map.entry("image", Files.readAllBytes(picture))));
      assertThat(answer.status()).as(picture.toString()).isEqualTo(200);
    }
  }

  @Test
  void aFilmBehindAPhotoDoesNotCountAgainstItsSize() throws Exception {
    byte[] photo = Files.readAllBytes(FAULTS.resolve("09-silently-passed-over/h01/a.jpg"));
    int filmBytes = 15 << 20;
    byte[] film = new byte[filmBytes - 8];
    new Random(22).nextBytes(film);
    ByteBuffer motion = ByteBuffer.allocate(photo.length + 32 + film.length);
    motion.put(photo).putInt(24).put("ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.UTF_8));
    motion.putInt(filmBytes).put("mdat".getBytes(StandardCharsets.UTF_8)).put(film).flip();
    byte[] file = new byte[motion.remaining()];
    motion.get(file);

    Answer answer = search(List.of(Map.entry("image", file)));

    assertThat(firstHotel(answer))
        .isEqualTo(firstHotel(search(List.of(Map.entry("image", photo)))));
  }
}
