package org.roomprint.base.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Example DEFAULTS =
      new Example(
          "data",
          4,
          true,
          Path.of("index"),
          Duration.ofSeconds(5),
          Optional.empty(),
          List.of("127.0.0.1"));

  @TempDir private Path folder;

  record Example(
      String name,
      int threads,
      boolean exact,
      Path index,
      Duration patience,
      Optional<String> maxBytes,
      List<String> proxies) {
    Example {
      if (threads < 1) {
        throw new IllegalArgumentException("threads is at least 1, not " + threads);
      }
    }

    /** Looks like a key to some, and is none. */
    boolean isFast() {
      return threads > 2;
    }
  }

  @Test
  void keepsDefaultsWhereThereIsNoFile() {
    assertThat(Settings.load(folder.resolve("none.conf"), Map.of()).read("vectors", DEFAULTS))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void laysTheEnvironmentOverTheFile() throws IOException {
    Path file = write("vectors { threads = 2, index = \"elsewhere\", patience = PT1M }");

    Example read =
        Settings.load(
                file, Map.of("ROOMPRINT_VECTORS_THREADS", "3", "ROOMPRINT_VECTORS_MAX_BYTES", "12"))
            .read("vectors", DEFAULTS);

    assertThat(read)
        .isEqualTo(
            new Example(
                "data",
                3,
                true,
                Path.of("elsewhere"),
                Duration.ofMinutes(1),
                Optional.of("12"),
                List.of("127.0.0.1")));
  }

  @Test
  void refusesAnUnknownKeyAndNamesTheKnownOnes() throws IOException {
    Settings settings = Settings.load(write("vectors.thread = 2"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Unknown key 'vectors.thread' (in "
                + folder.resolve("roomprint.conf")
                + " or the environment); keys of 'vectors' are"
                + " [exact, index, maxBytes, name, patience, proxies, threads]");
  }

  @Test
  void refusesAnUnknownKeyInTheEnvironment() {
    Settings settings =
        Settings.load(folder.resolve("none.conf"), Map.of("ROOMPRINT_VECTORS_THREDS", "2"));

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .hasMessageContaining("vectors.threds");
  }

  @Test
  void refusesAnUnknownSection() throws IOException {
    Path file = write("vector.threads = 2");

    assertThatThrownBy(() -> Settings.load(file, Map.of()))
        .hasMessageContaining("unknown section 'vector'");
  }

  @Test
  void leavesTheSectionsOfOtherProcessesAlone() throws IOException {
    Settings settings = Settings.load(write("search.port = 1\nvectors.threads = 2"), Map.of());

    assertThat(settings.read("vectors", DEFAULTS).threads()).isEqualTo(2);
  }

  @Test
  void saysWhatWouldBeRightForAValueThatDoesNotFit() throws IOException {
    refuses("threads = many", "'vectors.threads' is a whole number, not 'many'");
    refuses("threads = 2.5", "'vectors.threads' is a whole number, not '2.5'");
    refuses("threads = 3000000000", "'vectors.threads' is a whole number, not '3000000000'");
    refuses("threads = \"\"", "'vectors.threads' is a whole number, not ''");
    refuses("threads = [1]", "'vectors.threads' is a whole number, not '[1]'");
    refuses("exact = yes", "'vectors.exact' is true or false, not 'yes'");
    refuses("patience = 5", "'vectors.patience' is a duration such as PT30S, not '5'");
    refuses("patience = \"\"", "'vectors.patience' is a duration such as PT30S, not ''");
    refuses("index = \"\"", "'vectors.index' is a path, not ''");
    refuses("name = [a, b]", "'vectors.name' is a text, not '[a, b]'");
  }

  private void refuses(String line, String message) throws IOException {
    Settings settings = Settings.load(write("vectors { " + line + " }"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void readsAListAsAListAndAsOneTextWithCommas() throws IOException {
    List<String> two = List.of("10.0.0.0/8", "fd00::1");
    assertThat(proxies("proxies = [\"10.0.0.0/8\", \"fd00::1\"]", Map.of())).isEqualTo(two);
    assertThat(proxies("proxies = \"10.0.0.0/8, fd00::1,\"", Map.of())).isEqualTo(two);
    assertThat(proxies("", Map.of("ROOMPRINT_VECTORS_PROXIES", "10.0.0.0/8,fd00::1")))
        .isEqualTo(two);
    assertThat(proxies("proxies = [a, b]", Map.of("ROOMPRINT_VECTORS_PROXIES", ""))).isEmpty();
    assertThat(proxies("proxies = []", Map.of())).isEmpty();
    assertThat(proxies("", Map.of())).isEqualTo(DEFAULTS.proxies());
  }

  private List<String> proxies(String line, Map<String, String> environment) throws IOException {
    return Settings.load(write("vectors { " + line + " }"), environment)
        .read("vectors", DEFAULTS)
        .proxies();
  }

  @Test
  void takesABlankValueForAnAbsentOne() throws IOException {
    Settings settings =
        Settings.load(write("vectors.maxBytes = 12"), Map.of("ROOMPRINT_VECTORS_MAX_BYTES", "  "));

    assertThat(settings.read("vectors", DEFAULTS).maxBytes()).isEmpty();
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Path noFile = Files.createDirectory(folder.resolve("folder.conf"));

    assertThatThrownBy(() -> Settings.load(noFile, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void passesOnWhatTheRecordItselfRefuses() throws IOException {
    Settings settings = Settings.load(write("vectors { threads = 0 }"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .hasMessage(
            "Section 'vectors' (in "
                + folder.resolve("roomprint.conf")
                + " or the environment): threads is at least 1, not 0");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("roomprint.conf"), text);
  }
}
