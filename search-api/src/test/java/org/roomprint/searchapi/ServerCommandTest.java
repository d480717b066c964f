package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./roomprint serve} and {@code demo} say to whoever calls them wrongly. */
class ServerCommandTest {
  @TempDir private Path folder;

  private String said(Class<?> main, String... args) throws IOException, InterruptedException {
    Path log = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Droomprint.home=" + SampleService.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    return code + " " + Files.readString(log);
  }

  private String saidOfDemoOn(String port) throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();
    return said(
        Demo.class, "--data", data, "--sample", data, "--only-check-options", "--port", port);
  }

  @Test
  void aPortInUseIsNamedWithoutTheWebServersOwnLines() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String said =
          said(
              Server.class,
              "--data",
              folder.resolve("data").toString(),
              "--port",
              Integer.toString(taken.getLocalPort()));

      assertThat(said)
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
  void theDemoSaysThatItsPortIsInUseBeforeAnythingIsImported()
      throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(saidOfDemoOn(port))
          .isEqualToIgnoringNewLines(
              "1 roomprint: Port "
                  + port
                  + " is in use, perhaps by another Roomprint; give another with --port\n");
    }
  }

  @Test
  void aWrongPortOrOptionIsSaidWithoutAPageOfOptions() throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();

    assertThat(said(Server.class, "--data", data, "--port", "99999"))
        .isEqualToIgnoringNewLines(
            "2 roomprint: port is 0 to 65535, not 99999\nSee roomprint serve --help\n");
    assertThat(said(Server.class, "--nonsense"))
        .startsWith("2 roomprint: Unknown option: '--nonsense'")
        .endsWith("See roomprint serve --help\n");
    assertThat(saidOfDemoOn("99999"))
        .isEqualToIgnoringNewLines(
            "2 roomprint: port is 0 to 65535, not 99999\nSee roomprint demo --help\n");
  }
}
