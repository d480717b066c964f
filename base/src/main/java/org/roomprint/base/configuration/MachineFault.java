package org.roomprint.base.configuration;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a fault of the machine from one of the program: a full disk, a folder that may not be
 * written, a temporary folder that nothing can be run from. Each in one sentence that says what and
 * where.
 */
public final class MachineFault {
  private static final int MOST_CAUSES = 20;
  private static final String TEMPORARY = "java.io.tmpdir";

  private static final List<String> FULL =
      List.of(
          "no space left on device",
          "not enough space on the disk",
          "disk quota exceeded",
          "sqlite_full",
          "database or disk is full");
  private static final List<String> READ_ONLY =
      List.of("read-only file system", "sqlite_readonly", "attempt to write a readonly database");
  private static final List<String> NO_LIBRARY =
      List.of(
          "failed to map segment from shared object",
          "no native library found",
          "nativelibrarynotfound",
          "native library already loaded",
          "error loading native library",
          "failed to load native library");

  private MachineFault() {}

  /**
   * The sentence, or empty when it is no fault of the machine that is known.
   *
   * @param data what is named where the fault itself names no place
   */
  public static Optional<String> explain(Throwable fault, Path data) {
    List<Throwable> causes = causes(fault);
    Optional<String> file =
        causes.stream()
            .<String>mapMulti((cause, out) -> {
              if (cause instanceof FileSystemException where && where.getFile() != null) {
                out.accept(where.getFile());
              }
            })
            .findFirst();
    String place = file.orElse(data.toAbsolutePath().normalize().toString());
    if (says(causes, FULL)) {
      return Optional.of(
          "The disk that holds "
              + place
              + " is full: make room there, or move the folder and name it with --data, then run the same again;"
              + " what was written so far is whole");
    }
    if (says(causes, READ_ONLY)) {
      return Optional.of(
          place + " cannot be written: it, or the disk that it lies on, is for reading only");
    }
    if (says(causes, NO_LIBRARY)
        || causes.stream().anyMatch(cause -> cause instanceof UnsatisfiedLinkError)) {
      return Optional.of(noLibrary());
    }
    for (Throwable cause : causes) {
      if (cause instanceof AccessDeniedException denied) {
        return Optional.of("This account may not read or write " + denied.getFile());
      }
    }
    return Optional.empty();
  }

  /**
   * Holds that libraries can be loaded from the temporary folder, as far as the machine tells.
   *
   * @throws ConfigurationException that says what is wrong with it
   */
  public static void requireTemporaryFolder() {
    Path temporary = temporary();
    if (!Files.isDirectory(temporary)) {
      throw new ConfigurationException(
          "There is no temporary folder " + temporary + "; " + wayOut());
    }
    if (isNoExec(temporary)) {
      throw new ConfigurationException(noLibrary());
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty(TEMPORARY, "/tmp")).toAbsolutePath().normalize();
  }

  private static String noLibrary() {
    Path temporary = temporary();
    return "Libraries cannot be loaded from the temporary folder "
        + temporary
        + (isNoExec(temporary)
            ? ", since it is mounted without permission to execute (noexec)"
            : ": it may be full, for reading only, or without permission to execute (noexec)")
        + "; "
        + wayOut();
  }

  private static String wayOut() {
    return "name another folder with ROOMPRINT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";
  }

  /** Whether a folder lies on a disk that nothing may be run from; false where nobody tells. */
  static boolean isNoExec(Path folder) {
    try {
      Path real = folder.toRealPath();
      return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
          .map(line -> line.split(" "))
          .filter(fields -> fields.length > 3)
          .filter(fields -> real.startsWith(Path.of(fields[1].replace("\\040", " "))))
          // of several mounts at one place the last is seen
          .reduce((one, other) -> other[1].length() >= one[1].length() ? other : one)
          .filter(fields -> List.of(fields[3].split(",")).contains("noexec"))
          .isPresent();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static boolean says(List<Throwable> causes, List<String> words) {
    return causes.stream()
        .map(cause ->
            (cause.getClass().getName() + " " + cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(text -> words.stream().anyMatch(text::contains));
  }

  private static List<Throwable> causes(Throwable fault) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = fault;
        cause != null && causes.size() < MOST_CAUSES;
        cause = cause.getCause()) {
      causes.add(cause);
      causes.addAll(List.of(cause.getSuppressed()));
    }
    return causes;
  }
}
