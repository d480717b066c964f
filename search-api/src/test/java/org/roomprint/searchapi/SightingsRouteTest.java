package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;
import org.roomprint.indexer.cli.RoomprintCommand;
import org.roomprint.searchapi.SampleService.Answer;
import tools.jackson.databind.JsonNode;

/** What an ad said each time that it was seen, as an analyst is told it. */
class SightingsRouteTest {
  @TempDir static Path folder;

  private static SampleService sample;

  @BeforeAll
  static void startTheService() throws Exception {
    sample = new SampleService(folder, 1, false);
    Path list =
        Files.writeString(
            folder.resolve("seen.jsonl"),
            """
            {"ad_id":"s1","site":"s","title":"T","text":"call 0171 now","seen":"2026-03-01T10:00:00+01:00","prices":["80 €"]}
            {"ad_id":"s1","site":"s","title":"T","text":"call 0172 now","seen":"2026-03-02T10:00:00+01:00"}
            {"ad_id":"s1","site":"s","seen":"2026-03-03T10:00:00+01:00","gone":"true"}
            {"ad_id":"s1","site":"s","title":"T","text":"call 0173 now","seen":"2026-03-04T10:00:00+01:00"}
            """);
    assertThat(
            RoomprintCommand.run(
                "import", "ads", list.toString(), "--data", sample.data().toString(), "--json"))
        .isZero();
  }

  @AfterAll
  static void stopTheService() {
    if (sample != null) {
      sample.close();
    }
  }

  @Test
  void sightingsComeInOrderWithWhatChangedInTheText() throws Exception {
    String analyst = sample.key(Role.ANALYST);
    String path = "api/v1/ads/s1/sightings?limit=3";

    Answer first = sample.getForCase(path, analyst);

    assertThat(first.status()).isEqualTo(200);
    List<JsonNode> sightings = List.copyOf(first.json().path("sightings").values());
    assertThat(sightings).hasSize(3);
    assertThat(sightings.get(0).path("seen").asString()).isEqualTo("2026-03-01T09:00:00Z");
    assertThat(sightings.get(0).path("seenWritten").asString())
        .isEqualTo("2026-03-01T10:00:00+01:00");
    assertThat(sightings.get(0).path("reference").asString()).isEqualTo("line 1");
    assertThat(sightings.get(0).path("prices").path(0).path("currency").asString())
        .isEqualTo("EUR");
    assertThat(sightings.get(0).path("textChanges")).isEmpty();
    assertThat(sightings.get(1).path("titleChanges")).isEmpty();
    assertThat(sightings.get(1).path("textChanges").toString())
        .isEqualTo(
            "[{\"change\":\"KEPT\",\"text\":\"call \"},{\"change\":\"REMOVED\",\"text\":\"0171\"},"
                + "{\"change\":\"ADDED\",\"text\":\"0172\"},{\"change\":\"KEPT\",\"text\":\" now\"}]");
    assertThat(sightings.get(2).path("gone").asBoolean()).isTrue();

    Answer second =
        sample.getForCase(path + "&cursor=" + first.json().path("nextCursor").asString(), analyst);
    assertThat(second.json().path("sightings").path(0).path("textChanges").toString())
        .as("from the last text before the page, over the sighting that has none")
        .contains("\"REMOVED\",\"text\":\"0172\"", "\"ADDED\",\"text\":\"0173\"");
    assertThat(second.json().has("nextCursor")).isFalse();
  }

  @Test
  void theyAreShownToNobodyWhoMayNotSeeAds() throws Exception {
    assertThat(sample.getForCase("api/v1/ads/s1/sightings", sample.key(Role.OPERATOR)).status())
        .isEqualTo(403);
    assertThat(sample.getForCase("api/v1/ads/none/sightings", sample.key(Role.ANALYST)).status())
        .isEqualTo(404);
  }
}
