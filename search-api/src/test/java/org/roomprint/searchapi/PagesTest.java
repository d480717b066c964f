package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;

/** The search page in a real headless Chromium; pictures of it are left in {@code target/pages}. */
class PagesTest {
  @TempDir private Path folder;

  @Test
  void leadAnInvestigatorFromTheKeyToTheRightHotel() throws Exception {
    BrowserScript script = BrowserScript.named("pages.e2e.mjs");
    List<String> query = firstQuery();
    try (SampleService sample = new SampleService(folder, 3)) {
      script.run(
          folder.resolve("pages.log"),
          sample.address(),
          sample.key(Role.INVESTIGATOR, Role.ANALYST),
          SAMPLE.resolve("queries").resolve(query.getFirst()).toString(),
          query.get(2));
    }
    assertThat(BrowserScript.pictures().resolve("results.png")).isNotEmptyFile();
  }

  private static List<String> firstQuery() throws IOException {
    return List.of(
        Files.readAllLines(SAMPLE.resolve("queries").resolve("queries.csv")).get(1).split(",", -1));
  }
}
