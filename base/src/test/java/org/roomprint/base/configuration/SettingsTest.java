package org.roomprint.base.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Example DEFAULTS =
      new Example("data", 4, true, Path.of("index"), Duration.ofSeconds(5), Optional.empty());

  @TempDir private Path folder;

  record Example(
      String name,
      int threads,
      boolean exact,
      Path index,
      Duration patience,
      Optional<String> maxBytes) {
    Example {
      if (threads < 1) {
        throw new IllegalArgumentException("threads is at least 1, not " + threads);
      }
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
                "data", 3, true, Path.of("elsewhere"), Duration.ofMinutes(1), Optional.of("12")));
  }

  @Test
  void refusesAnUnknownKeyAndNamesTheKnownOnes() throws IOException {
    Settings settings = Settings.load(write("vectors.thread = 2"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("vectors.thread")
        .hasMessageContaining("threads");
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
    Settings settings = Settings.load(write("vectors { threads = many }"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .hasMessage("'vectors.threads' is a whole number, not 'many'");
  }

  @Test
  void passesOnWhatTheRecordItselfRefuses() throws IOException {
    Settings settings = Settings.load(write("vectors { threads = 0 }"), Map.of());

    assertThatThrownBy(() -> settings.read("vectors", DEFAULTS))
        .hasMessageContaining("threads is at least 1, not 0");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("roomprint.conf"), text);
  }
}
