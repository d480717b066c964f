package org.roomprint.vectors.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program in a small world of its own by the program {@code bwrap}: no network, no other
 * process, no file but those named, nothing writable.
 *
 * <p>Whether it works here is tried once a process: a kernel or a container may forbid it.
 */
final class Bubblewrap {
  private static final Path ROOT = Path.of("/");
  private static final int PROBE_SECONDS = 10;
  private static final int MAX_REASON_BYTES = 300;

  /** Folders of the system's libraries and its loader's list of them. */
  private static final List<Path> SYSTEM_LIBRARIES =
      Stream.of("/usr/lib", "/usr/lib64", "/usr/lib32", "/lib", "/lib64", "/etc/ld.so.cache")
          .map(Path::of)
          .toList();

  private static final List<String> ALONE =
      List.of(
          "--unshare-all",
          "--die-with-parent",
          "--new-session",
          "--cap-drop",
          "ALL",
          "--dev",
          "/dev");

  private static @Nullable Bubblewrap ours;

  private final Optional<Path> program;
  private final String missing;

  private Bubblewrap(Optional<Path> program, String missing) {
    this.program = program;
    this.missing = missing;
  }

  /** What this machine has. */
  static synchronized Bubblewrap ofThisMachine() {
    Bubblewrap known = ours;
    if (known == null) {
      known = find(System.getenv("PATH"));
      ours = known;
    }
    return known;
  }

  /** No use of it, for whatever reason. */
  static Bubblewrap none(String why) {
    return new Bubblewrap(Optional.empty(), why);
  }

  /**
   * Looks for the program and tries it.
   *
   * @param path folders to look in, as in the environment
   */
  static Bubblewrap find(@Nullable String path) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return none("bubblewrap needs Linux");
    }
    Optional<Path> found =
        Arrays.stream((path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1))
            .filter(folder -> folder.startsWith("/"))
            .map(folder -> Path.of(folder, "bwrap"))
            .filter(Files::isExecutable)
            .findFirst();
    return found
        .map(Bubblewrap::tried)
        .orElseGet(() -> none("install bubblewrap (Debian: apt-get install bubblewrap)"));
  }

  private static Bubblewrap tried(Path program) {
    Bubblewrap candidate = new Bubblewrap(Optional.of(program), "");
    List<String> command = new ArrayList<>(candidate.around(List.of(Path.of("/usr/bin"))));
    command.add("/usr/bin/true");
    try {
      Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said;
      try (InputStream printed = probe.getInputStream()) {
        probe.getOutputStream().close();
        said = new String(printed.readNBytes(MAX_REASON_BYTES), StandardCharsets.US_ASCII).strip();
      }
      if (probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0) {
        return candidate;
      }
      probe.destroyForcibly();
      return none("let this account make user namespaces (bwrap says: " + said + ")");
    } catch (IOException e) {
      return none("bwrap cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none("trying bwrap was interrupted");
    }
  }

  /** Whether programs can be started in it. */
  boolean works() {
    return program.isPresent();
  }

  /** What is to be done so that it works; empty when it does. */
  String missing() {
    return missing;
  }

  /**
   * Words to put before a command, none when it does not work here.
   *
   * @param readable files and folders that the program may read, beside the system's libraries
   */
  List<String> around(Collection<Path> readable) {
    if (program.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    words.add(program.get().toString());
    words.addAll(ALONE);
    SequencedSet<Path> wanted = new LinkedHashSet<>(SYSTEM_LIBRARIES);
    wanted.addAll(readable);
    for (Path path : wanted) {
      if (Files.isSymbolicLink(path) && SYSTEM_LIBRARIES.contains(path)) {
        words.addAll(List.of("--symlink", target(path), path.toString()));
      } else if (Files.exists(path)) {
        words.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      }
    }
    words.addAll(List.of("--remount-ro", "/", "--chdir", ROOT.toString(), "--"));
    return words;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return link.toString();
    }
  }
}
