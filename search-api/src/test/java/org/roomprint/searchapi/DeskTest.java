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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.catalog.access.Role;

/**
 * The whole way at the desk in three engines, by {@code desk.e2e.mjs}: sign in, hide a person,
 * search, compare, narrow, sign out; pictures of it are left in {@code target/pages}.
 */
class DeskTest {
  private static final long PATIENCE_MINUTES = 8;

  /** How the script says that an engine is not installed. */
  private static final int MISSING = 3;

  @TempDir private static Path folder;

  private static SampleService sample;
  private static List<String> query;

  @BeforeAll
  static void start() throws IOException {
    sample = new SampleService(folder, 3);
    query =
        List.of(
            Files.readAllLines(SAMPLE.resolve("queries").resolve("queries.csv"))
                .get(1)
                .split(",", -1));
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox", "webkit"})
  void leadsAnInvestigatorFromTheKeyToTheComparison(String engine) throws Exception {
    drive(engine, "1280", "light", "short");
  }

  /** With every orientation of every format drawn pixel by pixel as the service turns it. */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "chromium, 390, dark", "chromium, 390, light", "chromium, 1280, dark", "chromium, 1280, light",
    "firefox, 390, dark", "firefox, 390, light", "firefox, 1280, dark", "firefox, 1280, light",
    "webkit, 390, dark", "webkit, 390, light", "webkit, 1280, dark", "webkit, 1280, light"
  })
  void leadsTheWholeWayOnEveryScreen(String engine, String width, String colours) throws Exception {
    drive(engine, width, colours, "whole");
  }

  private static void drive(String engine, String width, String colours, String length)
      throws IOException, InterruptedException {
    Path log = folder.resolve(String.join("-", engine, width, colours, length) + ".log");
    Process process =
        new ProcessBuilder(
                "node",
                "desk.e2e.mjs",
                sample.address(),
                sample.key(Role.INVESTIGATOR, Role.ANALYST),
                engine,
                width,
                colours,
                length,
                SAMPLE.resolve("queries").resolve(query.getFirst()).toString(),
                query.get(2),
                BrowserScript.pictures().toString())
            .directory(ROOT.resolve("search-api/src/main/web").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assumeTrue(process.exitValue() != MISSING, said.strip());
    assertThat(process.exitValue()).as(said).isZero();
  }
}
