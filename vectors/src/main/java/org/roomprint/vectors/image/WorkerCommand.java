package org.roomprint.vectors.image;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.jspecify.annotations.NullMarked;
import org.roomprint.vectors.Exempt;

/**
 * How a decoder process is started: a Java machine of its own with little memory, nothing of our
 * environment, no files to write and only the few jars that decoding needs; where bubblewrap works,
 * without network and without any file but those jars, Java and the system's libraries.
 *
 * <p>Where there is a POSIX shell, its limits hold the whole process: address space, size of
 * written files (none), core dumps (none). The native libraries are those that this process has
 * already unpacked, so that the worker unpacks none.
 *
 * @param mainClass of the worker
 * @param bubblewrap what closes it off
 */
record WorkerCommand(Class<?> mainClass, Bubblewrap bubblewrap) {
  /** Heap of the worker's Java machine, in bytes: a file, and its pixels at the largest size. */
  static final long MAX_HEAP_BYTES = 320L << 20;

  /** Address space of the whole worker, in bytes: heap, libraries and what the codecs allocate. */
  static final long MAX_ADDRESS_SPACE_BYTES = 2_560L << 20;

  private static final String MARK = "roomprint.decoder";

  private static final Path SHELL = Path.of("/bin/sh");

  private static final String LIMIT_AND_RUN =
      "ulimit -c 0 2>/dev/null; ulimit -f 0 2>/dev/null; ulimit -v \"$1\" 2>/dev/null; "
          + "shift; exec \"$@\"";

  private static final List<String> SMALL_AND_QUICK_TO_START =
      List.of(
          "-Xmx" + MAX_HEAP_BYTES,
          "-Xmn32m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:CompressedClassSpaceSize=32m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+SuppressFatalErrorMessage",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+DisableAttachMechanism",
          "-XX:-UseContainerSupport",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.pathsFirst=true",
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
          "-Dorg.bytedeco.javacpp.nopointergc=true");

  /** All that the worker's environment holds. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C",
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "OPENCV_OPENCL_RUNTIME", "disabled",
          "OPENCV_LOG_LEVEL", "SILENT",
          "MALLOC_ARENA_MAX", "2");

  /** Closed off as well as this machine can. */
  WorkerCommand(Class<?> mainClass) {
    this(mainClass, Bubblewrap.ofThisMachine());
  }

  /**
   * A process, not yet started, with its three streams piped to this one.
   *
   * @param mark stands in the command line of the process and of those that it makes, by which they
   *     are found when the process itself is gone
   */
  ProcessBuilder toProcess(String mark) {
    Path javaHome = Path.of(System.getProperty("java.home"));
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      command.addAll(List.of(SHELL.toString(), "-c", LIMIT_AND_RUN, "decoder"));
      command.add(Long.toString(MAX_ADDRESS_SPACE_BYTES >> 10));
    }
    Set<String> libraries = nativeLibraryFolders();
    Set<String> classes = classPath();
    command.addAll(
        bubblewrap.around(
            Stream.of(Set.of(javaHome.toString()), libraries, classes)
                .flatMap(Set::stream)
                .map(Path::of)
                .toList()));
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(SMALL_AND_QUICK_TO_START);
    command.add("-D" + MARK + "=" + mark);
    command.add("-Djava.library.path=" + String.join(File.pathSeparator, libraries));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classes));
    command.add(mainClass.getName());
    ProcessBuilder process = new ProcessBuilder(command).directory(javaHome.toFile());
    process.environment().clear();
    process.environment().putAll(ENVIRONMENT);
    if (bubblewrap.works()) {
      // There is no /proc, by which a program finds the libraries that lie beside it.
      process.environment().put("LD_LIBRARY_PATH", javaHome.resolve("lib").toString());
    }
    return process;
  }

  /** Those that run with a mark; only this account's own are told. */
  static List<ProcessHandle> processesWith(String mark) {
    String argument = "-D" + MARK + "=" + mark;
    return ProcessHandle.allProcesses()
        .filter(one ->
            one.info().arguments().stream().flatMap(Arrays::stream).anyMatch(argument::equals))
        .toList();
  }

  private static Set<String> nativeLibraryFolders() {
    Loader.load(opencv_imgcodecs.class);
    Loader.load(opencv_imgproc.class);
    return Loader.getLoadedLibraries().values().stream()
        .map(file -> Objects.requireNonNull(Path.of(file).getParent()).toString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<String> classPath() {
    return Stream.of(
            mainClass,
            DecoderWorker.class,
            Loader.class,
            opencv_core.class,
            openblas_nolapack.class,
            NullMarked.class,
            Exempt.class)
        .map(WorkerCommand::origin)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A class path entry is not a file: " + type.getName(), e);
    }
  }
}
