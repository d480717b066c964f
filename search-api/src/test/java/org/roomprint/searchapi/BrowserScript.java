package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.roomprint.searchapi.SampleService.ROOT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A script that drives a real headless Chromium, such as {@code pages.e2e.mjs}; pictures of what it
 * saw are left in {@code target/pages}.
 */
record BrowserScript(String name, Path chromium) {
  private static final long PATIENCE_MINUTES = 4;

  /** Skips the test where there is no Chromium. */
  static BrowserScript named(String name) {
    String named = System.getenv("CHROMIUM");
    List<Path> found =
        Stream.of(
                named == null ? "" : named,
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), "Chromium is not installed (package chromium)");
    return new BrowserScript(name, found.getFirst());
  }

  /** Where the pictures are left. */
  static Path pictures() throws IOException {
    return Files.createDirectories(Path.of("target", "pages")).toAbsolutePath();
  }

  /**
   * Runs it as {@code node NAME ADDRESS KEY CHROMIUM ARGUMENTS... PICTURES}, and holds that it
   * succeeds.
   *
   * @param log file for what it prints
   */
  void run(Path log, String address, String key, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", name, address, key));
    command.add(chromium.toString());
    command.addAll(List.of(arguments));
    command.add(pictures().toString());
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.resolve("search-api/src/main/web").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }
}
