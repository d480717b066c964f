package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher gives to Java, which is a script here that says what it was given. */
class LauncherTest {
  private static final List<String> MODULES =
      List.of("indexer", "search-api", "mobile-upload", "vectors", "catalog");

  @TempDir Path folder;
  private Path clone = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void makeABuiltClone() throws IOException {
    clone = Files.createDirectory(folder.resolve("clone"));
    Files.copy(Workbench.root().resolve("roomprint"), clone.resolve("roomprint"));
    Path library = write(folder.resolve("store").resolve("library.jar"), "");
    for (String module : MODULES) {
      Path target = clone.resolve(module).resolve("target");
      write(clone.resolve(module).resolve("pom.xml"), "");
      write(target.resolve(module + ".jar"), "");
      write(
          target.resolve("classpath"),
          Stream.of(
                  clone.resolve("vectors/target/vectors.jar"),
                  library,
                  clone.resolve("catalog/target/catalog.jar"))
              .map(Path::toString)
              .reduce((one, other) -> one + ":" + other)
              .orElseThrow());
    }
    write(clone.resolve("pom.xml"), "");
    write(clone.resolve("target").resolve("launcher").resolve("sources"), "");
    Path stamp = write(clone.resolve("target").resolve("launcher").resolve("built"), "");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    jdk = folder.resolve("jdk");
    write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    executable(write(jdk.resolve("bin/javac"), "#!/bin/sh\n"));
    executable(
        write(
            jdk.resolve("bin/java"),
            "#!/bin/sh\nlocale charmap\nfor one in \"$@\"; do printf '%s\\n' \"$one\"; done\n"));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> said(Path launcher, String locale) throws Exception {
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder("sh", launcher.toString(), "status")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("LC_ALL", locale);
    assertThat(builder.start().waitFor()).as(Files.readString(said)).isZero();
    return Files.readAllLines(said);
  }

  @Test
  void aCopiedCloneRunsItsOwnJars() throws Exception {
    Path copy = folder.resolve("copy");
    assertThat(new ProcessBuilder("cp", "-a", clone.toString(), copy.toString()).start().waitFor())
        .isZero();

    List<String> given = said(copy.resolve("roomprint"), "C.UTF-8");

    Path real = copy.toRealPath();
    assertThat(given.get(given.indexOf("-cp") + 1).split(":"))
        .containsExactly(
            real.resolve("indexer/target/indexer.jar").toString(),
            real.resolve("vectors/target/vectors.jar").toString(),
            folder.resolve("store/library.jar").toString(),
            real.resolve("catalog/target/catalog.jar").toString());
  }

  @Test
  void namesOfFilesAreUtf8InEveryLocale() throws Exception {
    for (String locale : List.of("C", "POSIX", "", "C.UTF-8")) {
      assertThat(said(clone.resolve("roomprint"), locale).getFirst()).as(locale).isEqualTo("UTF-8");
    }
  }
}
