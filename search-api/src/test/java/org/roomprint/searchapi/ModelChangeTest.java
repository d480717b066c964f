package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;
import org.roomprint.indexer.cli.RoomprintCommand;
import tools.jackson.databind.JsonNode;

/** Another model takes over under a running service. */
class ModelChangeTest {
  private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aRunningServiceAnswersAllTheTimeAndThenFromTheNewModel() throws Exception {
    try (SampleService sample = new SampleService(folder, 2, false)) {
      String key = sample.key(Role.INVESTIGATOR);
      byte[] image =
          Files.readAllBytes(SampleService.SAMPLE.resolve("photos").resolve("h01/r1/1.jpg"));
      JsonNode before = search(sample, key, image);
      assertThat(before.path("report").path("indexGeneration").asLong()).isEqualTo(1);
      String oldModel = before.path("report").path("modelId").asString();
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
        Future<Set<String>> asked =
            worker.submit(() -> {
              Set<String> seen = new TreeSet<>();
              while (!done.get()) {
                JsonNode report = search(sample, key, image).path("report");
                seen.add(
                    report.path("indexGeneration").asLong()
                        + " "
                        + report.path("modelId").asString());
              }
              return seen;
            });
        try {
          run(
              sample,
              "model",
              "add",
              "foreign",
              foreign(),
              "--input-size=64",
              "--normalise=imagenet",
              "--output=last_hidden_state",
              "--pooling=mean",
              "--licence=MIT");
          run(sample, "model", "use", "foreign", "--json");
          Instant patience = Instant.now().plus(FOLLOWS_WITHIN);
          while (generation(sample, key, image) == 1 && Instant.now().isBefore(patience)) {
            Thread.sleep(200);
          }
        } finally {
          done.set(true);
        }
        JsonNode after = search(sample, key, image);
        String newModel = after.path("report").path("modelId").asString();
        assertThat(after.path("report").path("indexGeneration").asLong()).isEqualTo(2);
        assertThat(newModel).isNotEqualTo(oldModel);
        assertThat(after.path("hotels").path(0).path("hotel").path("hotelId").asString())
            .isEqualTo("h01");
        assertThat(asked.get())
            .as("each answer is of one model and the index that it made")
            .contains("1 " + oldModel)
            .isSubsetOf("1 " + oldModel, "2 " + newModel);
      }
    }
  }

  private static long generation(SampleService sample, String key, byte[] image) throws Exception {
    return search(sample, key, image).path("report").path("indexGeneration").asLong();
  }

  private static JsonNode search(SampleService sample, String key, byte[] image) throws Exception {
    SampleService.Answer answer =
        sample.postFiles(
            "api/v1/hotel-searches",
            key,
            SampleService.STATEMENT,
            List.of(Map.entry("image", image)));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }

  private static String foreign() {
    return SampleService.ROOT
        .resolve("vectors/src/test/resources/org/roomprint/vectors/embedding/foreign-models")
        .resolve("tokens.onnx")
        .toString();
  }

  private static void run(SampleService sample, String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = sample.data().toString();
    assertThat(RoomprintCommand.run(all)).as(String.join(" ", args)).isZero();
  }
}
