package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./roomprint receive} says to whoever calls it. */
class ReceiverCommandTest {
  @TempDir private Path folder;

  private String said(String... args) throws IOException, InterruptedException {
    Path log = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Receiver.class.getName()));
    command.addAll(List.of(args));
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    return code + " " + Files.readString(log);
  }

  @Test
  void aPortInUseIsNamedInOneLine() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              said(
                  "--data",
                  folder.resolve("data").toString(),
                  "--port",
                  Integer.toString(taken.getLocalPort())))
          .startsWith("1 ")
          .contains(
              "roomprint: Port "
                  + taken.getLocalPort()
                  + " is in use, perhaps by another Roomprint; give another with --port")
          .doesNotContain("Javalin")
          .doesNotContain("    at ");
    }
  }

  @Test
  void aWrongPortOrOptionIsSaidWithoutAPageOfOptions() throws IOException, InterruptedException {
    assertThat(said("--data", folder.resolve("data").toString(), "--port", "99999"))
        .isEqualToIgnoringNewLines(
            "2 roomprint: port is 0 to 65535, not 99999\nSee roomprint receive --help\n");
    assertThat(said("--nonsense"))
        .startsWith("2 roomprint: Unknown option: '--nonsense'")
        .endsWith("See roomprint receive --help\n");
  }

  @Test
  void aNewInboxIsAnnouncedAndAKnownOneIsNot() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    for (boolean isNew : new boolean[] {true, false}) {
      Path log = folder.resolve("log");
      Files.deleteIfExists(log);
      try (ReceiverProcess _ = ReceiverProcess.start(data, 0, log, Map.of())) {
        while (!Files.readString(log).contains("Roomprint takes photographs at")) {
          Thread.sleep(20);
        }
        String first = "There was no inbox in " + data.resolve("inbox").toAbsolutePath();
        assertThat(Files.readString(log).contains(first)).isEqualTo(isNew);
      }
    }
  }
}
