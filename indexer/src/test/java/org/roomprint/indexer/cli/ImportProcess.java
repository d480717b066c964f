package org.roomprint.indexer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An import in a process of its own, which can be killed. */
final class ImportProcess {
  private static final int CLEANED_UP_WITHIN_SECONDS = 120;

  private final Process process;
  private final Path log;

  private ImportProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code roomprint import photos}. */
  static ImportProcess start(Workbench bench, Path photos) throws IOException {
    return start(bench, List.of("import", "photos", photos.toString(), "--json"));
  }

  /** Starts any command of the operator's. */
  static ImportProcess start(Workbench bench, List<String> arguments) throws IOException {
    Path log = Files.createTempFile(bench.data().toAbsolutePath().getParent(), "import", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules=jdk.incubator.vector",
                "-D" + DataOptions.HOME_PROPERTY + "=" + Workbench.root(),
                "-cp",
                System.getProperty("java.class.path"),
                RoomprintCommand.class.getName()));
    command.addAll(arguments);
    command.addAll(List.of("--data", bench.data().toString()));
    return new ImportProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** Process id. */
  long pid() {
    return process.pid();
  }

  /** Waits until it has printed this; what it printed. */
  String awaitWords(String words) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEANED_UP_WITHIN_SECONDS);
    while (true) {
      String said = Files.readString(log);
      if (said.contains(words)) {
        return said;
      }
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new AssertionError("It did not print '" + words + "', but: " + said);
      }
      Thread.sleep(50);
    }
  }

  /** Waits for its end; what it printed. */
  String awaitEnd() throws IOException, InterruptedException {
    int code = process.waitFor();
    String said = Files.readString(log);
    if (code != 0) {
      throw new AssertionError("An import ended with exit code " + code + ": " + said);
    }
    return said;
  }

  /** Ends it, if it has not ended, for a test that does so whatever came before. */
  void end() {
    process.destroyForcibly();
  }

  /**
   * Kills it ({@code SIGKILL}) after some time, and waits until the processes that it had started
   * have ended by themselves.
   *
   * @return false when it ended before
   */
  boolean killAfter(long milliseconds) throws IOException, InterruptedException {
    if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      awaitEnd();
      return false;
    }
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle helper : helpers) {
      try {
        helper.onExit().get(CLEANED_UP_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new AssertionError("A decoder outlived its import", e);
      }
    }
    return true;
  }
}
