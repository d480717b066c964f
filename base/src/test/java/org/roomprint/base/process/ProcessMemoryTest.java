package org.roomprint.base.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMemoryTest {
  private static final Path CORE_PATTERN = Path.of("/proc/sys/kernel/core_pattern");

  @TempDir private Path folder;

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(CORE_PATTERN), "needs Linux");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEGV", "ABRT"})
  void aProcessThatClosedItsMemoryLeavesNoFileWhenItCrashes(String signal)
      throws IOException, InterruptedException {
    assertThat(filesAfterCrash(signal, CrashingProcess.CLOSES_ITS_MEMORY)).isEmpty();
  }

  @Test
  void aProcessThatDidNotLeavesItsMemoryBehind() throws IOException, InterruptedException {
    List<Path> left = filesAfterCrash("ABRT", "open");
    if (Files.readString(CORE_PATTERN).strip().equals("core")) { // else they go elsewhere
      assertThat(left).isNotEmpty();
    }
  }

  @Test
  void theMemoryBelongsToNobodyElseOfTheAccount() throws IOException, InterruptedException {
    assertThat(ownerOfMemoryAsNobody(CrashingProcess.CLOSES_ITS_MEMORY)).isEqualTo("root");
    assertThat(ownerOfMemoryAsNobody("open")).isNotEqualTo("root");
  }

  /** Linux gives what it knows of a process that cannot be dumped to root. */
  private String ownerOfMemoryAsNobody(String how) throws IOException, InterruptedException {
    List<String> asNobody = List.of("/usr/bin/setpriv", "--reuid=65534", "--clear-groups");
    Process process = start(how, isRoot() ? asNobody : List.of());
    try {
      return Files.getOwner(Path.of("/proc/" + process.pid() + "/mem")).getName();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
  }

  private List<Path> filesAfterCrash(String signal, String how)
      throws IOException, InterruptedException {
    Process process = start(how, List.of());
    new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid())
        .start()
        .waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> left = Files.list(folder)) {
      return left.toList();
    }
  }

  /** In the folder, with core files allowed and with what the launcher says to Java. */
  private Process start(String how, List<String> before) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -c unlimited; exec " + String.join(" ", before) + " \"$@\"",
                "crashing",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingProcess.class.getName(),
                how)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
    assertThat(lines.readLine()).isEqualTo(CrashingProcess.READY);
    return process;
  }
}
