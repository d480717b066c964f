package org.roomprint.indexer.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with the launcher in it, which runs the classes under test: commands as an operator
 * calls them, with another locale, on another disk, or with fewer rights.
 */
final class BuiltClone {
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;

  BuiltClone(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Path launcher = folder.resolve("roomprint");
    Files.copy(Workbench.root().resolve("roomprint"), launcher);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String module : List.of("indexer", "search-api", "mobile-upload")) {
      Path target = Files.createDirectories(folder.resolve(module).resolve("target"));
      Files.write(target.resolve(module + ".jar"), jarOfTheClassPath());
      Files.writeString(target.resolve("classpath"), "");
    }
    Files.writeString(folder.resolve("pom.xml"), "");
    Path built = Files.createDirectories(folder.resolve("target").resolve("launcher"));
    Files.writeString(built.resolve("sources"), "");
    Files.writeString(built.resolve("built"), "");
    Files.setLastModifiedTime(
        built.resolve("built"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
  }

  /** The launcher wants jars; one that names the folders and jars of this test runs the same. */
  private static byte[] jarOfTheClassPath() throws IOException {
    String entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, entries);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();
    return jar.toByteArray();
  }

  /**
   * Runs a command to its end.
   *
   * @param before what the launcher is started by, such as {@code setpriv} with its options
   * @param javaOptions further options for Java
   */
  Workbench.Said run(
      List<String> before, Map<String, String> environment, String javaOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(folder.resolve("roomprint").toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "ROOMPRINT_JAVA_OPTS",
            "-D" + DataOptions.HOME_PROPERTY + "=" + Workbench.root() + " " + javaOptions);
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It hangs: " + command + "\n" + Files.readString(err));
    }
    return new Workbench.Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
