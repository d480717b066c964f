package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A full disk, and a temporary folder that nothing can be run from: one sentence that says what and
 * where, no trace, and an end. Small disks are mounted, which only root may.
 */
class PoorMachineTest {
  @TempDir private Path folder;
  private Path disk = Path.of("unused");

  @BeforeEach
  void makeAPlaceForADisk() throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && System.getProperty("os.name").equals("Linux"),
        "A small disk is mounted for this test, which only root may");
    disk = Files.createDirectory(folder.resolve("disk"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (Files.isDirectory(disk)) {
      run("umount", disk.toString());
    }
  }

  private void mount(String options) throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0,
        "A small disk cannot be mounted here");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** What is left of what a command printed when progress and Java's own warning are taken away. */
  private static List<String> sentences(Workbench.Said said) {
    return said.err()
        .lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator") && line.indexOf('\r') < 0)
        .toList();
  }

  @Test
  void aFullDiskIsOneSentenceAndWhatWasWrittenIsWhole() throws Exception {
    BuiltClone clone = new BuiltClone(folder.resolve("clone"));
    Path photos = Workbench.copyOfSample(folder.resolve("photos"), List.of("h01/r1/1.jpg"));
    // Too small for the database, for the hotels, for a photo and the index.
    for (int kilobytes : List.of(100, 400, 700)) {
      mount("size=" + kilobytes + "k");
      String data = disk.resolve("data").toString();

      Workbench.Said hotels =
          clone.run(
              List.of(),
              Map.of(),
              "",
              "import",
              "hotels",
              Workbench.sample("hotels.csv").toString(),
              "--data",
              data);
      Workbench.Said said =
          hotels.code() != 0
              ? hotels
              : clone.run(
                  List.of(), Map.of(), "", "import", "photos", photos.toString(), "--data", data);

      assertThat(said.code()).as(kilobytes + " KB: " + said).isEqualTo(1);
      assertThat(said.err())
          .as(kilobytes + " KB")
          .contains("is full: make room there")
          .doesNotContain("\tat ", "    org.", "fault of Roomprint");
      assertThat(sentences(said)).as(said.toString()).hasSizeLessThanOrEqualTo(2);
      run("umount", disk.toString());
    }
  }

  @Test
  void aTemporaryFolderWithoutPermissionToExecuteIsNamed() throws Exception {
    mount("noexec");

    Workbench.Said said =
        new BuiltClone(folder.resolve("clone"))
            .run(
                List.of(),
                Map.of(),
                "-Djava.io.tmpdir=" + disk,
                "status",
                "--data",
                folder.resolve("data").toString());

    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(sentences(said)).hasSize(1);
    assertThat(said.err())
        .contains("Libraries cannot be loaded from the temporary folder " + disk)
        .contains("noexec");
  }
}
