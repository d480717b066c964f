package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.roomprint.searchapi.SampleService.ROOT;
import static org.roomprint.searchapi.SampleService.SAMPLE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;

/** The search page in a real headless Chromium; pictures of it are left in {@code target/pages}. */
class PagesTest {
  private static final long PATIENCE_MINUTES = 4;

  @TempDir private Path folder;

  @Test
  void leadAnInvestigatorFromTheKeyToTheRightHotel() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "Chromium is not installed (package chromium)");
    Path pictures = Files.createDirectories(Path.of("target", "pages")).toAbsolutePath();
    List<String> query = firstQuery();
    try (SampleService sample = new SampleService(folder, 3)) {
      Path log = folder.resolve("pages.log");
      Process process =
          new ProcessBuilder(
                  "node",
                  "pages.e2e.mjs",
                  sample.address(),
                  sample.key(Role.INVESTIGATOR),
                  chromium.get().toString(),
                  SAMPLE.resolve("queries").resolve(query.getFirst()).toString(),
                  query.get(2),
                  pictures.toString())
              .directory(ROOT.resolve("search-api/src/main/web").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    }
    assertThat(pictures.resolve("results.png")).isNotEmptyFile();
  }

  private static List<String> firstQuery() throws IOException {
    return List.of(
        Files.readAllLines(SAMPLE.resolve("queries").resolve("queries.csv")).get(1).split(",", -1));
  }

  static Optional<Path> chromium() {
    String named = System.getenv("CHROMIUM");
    return Stream.of(
            named == null ? "" : named,
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
