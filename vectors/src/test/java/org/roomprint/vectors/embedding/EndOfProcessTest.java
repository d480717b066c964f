package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.vectors.VectorsSettings;

/** A process that is ended while ONNX Runtime works ends as it was told to. */
class EndOfProcessTest {
  /** Exit code of a process that Java ended on {@code SIGTERM}. */
  private static final int TERMINATED = 143;

  private static final int SECONDS = 120;

  @TempDir Path folder;

  /** {@code -Droomprint.ends=20} ends twenty processes in place of two. */
  @ParameterizedTest
  @EnumSource(names = {"EMBED", "LOAD"})
  void aProcessEndedInTheMiddleOfACallDoesNotCrash(EmbeddingProcess.Work work) throws Exception {
    for (int i = 0; i < Integer.getInteger("roomprint.ends", 2); i++) {
      Process process = start(work);
      while (!said().contains(EmbeddingProcess.READY) && process.isAlive()) {
        Thread.sleep(50);
      }
      Thread.sleep(i * 70L);
      process.destroy();

      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said()).isEqualTo(TERMINATED);
      assertNoReportOfACrash();
    }
  }

  @Test
  void theLibrarysOwnHookTakesNothingFromWhoStillEmbeds() throws Exception {
    Process process = start(EmbeddingProcess.Work.LATE);

    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
    assertThat(said()).contains(EmbeddingProcess.EMBEDDED);
    assertNoReportOfACrash();
  }

  @Test
  void aCallUnderWayIsAwaitedAndNoOtherBegins() throws Exception {
    InferenceCalls calls = new InferenceCalls();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    Thread first =
        Thread.ofPlatform()
            .start(() ->
                calls.run(() -> {
                  begun.countDown();
                  awaitQuietly(mayEnd);
                  order.add("the first call ended");
                }));
    begun.await();
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> {
              calls.awaitEndAndHold();
              order.add("calls are held");
            },
            work -> Thread.ofPlatform().start(work));
    assertThat(ended).isNotDone();
    mayEnd.countDown();
    ended.get(SECONDS, TimeUnit.SECONDS);
    Thread late =
        Thread.ofPlatform().daemon().start(() -> calls.run(() -> order.add("a later call began")));
    while (late.getState() != Thread.State.WAITING && late.isAlive()) {
      Thread.onSpinWait();
    }

    first.join();
    assertThat(late.isAlive()).isTrue();
    assertThat(order).containsExactly("the first call ended", "calls are held");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(EmbeddingProcess.Work work) throws IOException {
    Files.deleteIfExists(folder.resolve("said"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddingProcess.class.getName(),
            root().resolve(VectorsSettings.SHIPPED_MODEL).toString(),
            work.name())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private static Path root() {
    return Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  }

  private String said() throws IOException {
    Path said = folder.resolve("said");
    return Files.exists(said) ? Files.readString(said) : "";
  }

  private void assertNoReportOfACrash() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("said");
    }
  }
}
