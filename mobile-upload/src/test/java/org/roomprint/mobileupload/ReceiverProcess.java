package org.roomprint.mobileupload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The public service as a process of its own, as {@code ./roomprint receive} starts it. */
final class ReceiverProcess implements AutoCloseable {
  /** Limits that no test or benchmark reaches. */
  static final Map<String, String> WITHOUT_LIMITS =
      Map.of(
          "ROOMPRINT_MOBILE_REQUESTS_PER_MINUTE", "100000000",
          "ROOMPRINT_MOBILE_HOTEL_SEARCHES_PER_MINUTE", "100000000",
          "ROOMPRINT_MOBILE_SUBMISSIONS_PER_HOUR", "100000000",
          "ROOMPRINT_MOBILE_RECEIPTS_PER_HOUR", "100000000",
          "ROOMPRINT_MOBILE_BYTES_PER_HOUR", "50000000000",
          "ROOMPRINT_MOBILE_MAX_CONNECTIONS_PER_CLIENT", "10000",
          "ROOMPRINT_MOBILE_MIN_FREE_BYTES", "0");

  private final Process process;

  private ReceiverProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it; what it prints is added to a file.
   *
   * @param settings environment variables
   */
  static ReceiverProcess start(
      Path data, int port, Path log, Map<String, String> settings, String... javaOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Djdk.virtualThreadScheduler.parallelism=16",
            "-Djava.awt.headless=true",
            // A process that is killed leaves the native part of SQLite's driver here.
            "-Djava.io.tmpdir=" + Files.createDirectories(log.resolveSibling("tmp"))));
    command.addAll(List.of(javaOptions));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Receiver.class.getName(),
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    return new ReceiverProcess(builder.start());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it answers. */
  void awaitReady(Phone phone) throws IOException, InterruptedException {
    long patience = System.nanoTime() + 120_000_000_000L;
    while (System.nanoTime() < patience) {
      if (!process.isAlive()) {
        throw new IOException("The service ended with " + process.exitValue());
      }
      try {
        if (phone.get("/health/ready").status() == 200) {
          return;
        }
      } catch (IOException _) {
        // not yet
      }
      Thread.sleep(50);
    }
    throw new IOException("The service does not answer");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to stop, and waits. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Processor time that it took, in milliseconds. */
  long processorMillis() {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
