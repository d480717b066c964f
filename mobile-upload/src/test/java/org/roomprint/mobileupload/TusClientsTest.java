package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Digests;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients that know tus and nothing of us. */
class TusClientsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  private static final int CLIENTS = 4;
  private static final int PATIENCE_MINUTES = 3;

  @TempDir Path folder;

  @Test
  void ordinaryTusClientsSendAPhotoEachAndAreGivenAReceipt() throws Exception {
    assumeTrue(
        Files.isDirectory(ROOT.resolve("node_modules/@uppy/tus")),
        "What the pages are built with is not installed (-Dpages.install.skip)");
    byte[] photo = Phone.picture(new Random(11), 100_000);
    Path file = Files.write(folder.resolve("photo.jpg"), photo);
    Path log = folder.resolve("clients.log");
    try (RunningService running = new RunningService(folder, "minFreeBytes = 0")) {
      Process process =
          new ProcessBuilder("node", "tus-clients.e2e.mjs", running.address + "/", file.toString())
              .directory(ROOT.resolve("mobile-upload/src/main/web").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      process.destroy();
      String printed = Files.readString(log, StandardCharsets.UTF_8);
      assertThat(ended).as(printed).isTrue();
      JsonMapper json = JsonMapper.builder().build();
      List<JsonNode> said =
          printed.lines().filter(line -> line.startsWith("{")).map(json::readTree).toList();
      Set<String> receipts = new HashSet<>();
      said.forEach(one -> receipts.add(one.path("receipt").asString("")));
      assertThat(receipts).as(printed).hasSize(CLIENTS).allMatch(receipt -> receipt.length() == 19);
      List<Submission> kept = running.intake.list(SubmissionState.RECEIVED, 0, 10);
      assertThat(kept).hasSize(CLIENTS);
      for (Submission submission : kept) {
        assertThat(submission.photos().getFirst().sha256()).isEqualTo(Digests.sha256Hex(photo));
      }
      assertThat(running.intake.counts().open()).isZero();
    }
  }
}
