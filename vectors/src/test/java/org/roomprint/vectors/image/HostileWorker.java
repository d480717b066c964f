package org.roomprint.vectors.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * A decoder process that a picture has taken over: the height of the picture says what it tries,
 * the width a port. It shows white when the attack succeeded, and black when it did not.
 */
final class HostileWorker {
  /** What it tries, with the number of the height of a picture. */
  enum Attack {
    READ_A_FILE(1),
    LIST_A_FOLDER(2),
    READ_THE_PARENTS_ENVIRONMENT(3),
    WRITE_A_FILE(4),
    DELETE_A_FILE(5),
    RENAME_A_FILE(6),
    CONNECT_TO_A_SERVICE(7),
    LISTEN(8),
    START_A_PROGRAM(9),
    SEE_ITS_PARENT(10),
    CALL_THE_KERNEL_DIRECTLY(11);

    private final int height;

    Attack(int height) {
      this.height = height;
    }

    int height() {
      return height;
    }
  }

  /** Port and file that do not exist, for loading all classes of an attack before it is real. */
  private static final int NO_PORT = 1;

  private static final Path NOTHING = Path.of("/nonexistent/roomprint");
  private static final int CONNECT_MILLIS = 2_000;
  private static final int EPERM = 1;

  /** Calls that no picture needs, on x86-64. */
  private static final int[] POWERFUL = {
    41, // socket
    53, // socketpair
    59, // execve
    62, // kill
    101, // ptrace
    105, // setuid
    165, // mount
    250, // keyctl
    272, // unshare
    310, // process_vm_readv
    319, // memfd_create
    321, // bpf
    322, // execveat
    323, // userfaultfd
    425, // io_uring_setup
    434, // pidfd_open
  };

  private static final StructLayout STATE = Linker.Option.captureStateLayout();

  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1),
              Linker.Option.captureCallState("errno"));

  private HostileWorker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    rehearse();
    DecoderWorker.serve(request -> decode((Admitted) Gate.inspect(request.bytes())));
  }

  /** The same with all of its system calls. */
  static final class Unfiltered {
    private Unfiltered() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      rehearse();
      DecoderWorker.serve(request -> decode((Admitted) Gate.inspect(request.bytes())), () -> false);
    }
  }

  /** Where the test puts what is attacked: beside the classes of the tests. */
  static Path target() {
    try {
      URI classes = HostileWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(classes).resolveSibling("hostile-worker");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rehearse() {
    for (Attack attack : Attack.values()) {
      boolean _ = succeeds(attack, NOTHING, NO_PORT);
    }
  }

  private static DecodeOutcome decode(Admitted file) {
    Attack attack =
        Arrays.stream(Attack.values())
            .filter(one -> one.height() == file.storedHeight())
            .findFirst()
            .orElseThrow();
    byte[] rgb = new byte[file.storedWidth() * file.storedHeight() * 3];
    Arrays.fill(rgb, (byte) (succeeds(attack, target(), file.storedWidth()) ? 255 : 0));
    return new DecodeOutcome.Decoded(
        RasterImage.owning(file.storedWidth(), file.storedHeight(), rgb),
        file.format(),
        file.uprightWidth(),
        file.uprightHeight());
  }

  private static boolean succeeds(Attack attack, Path target, int port) {
    try {
      return tries(attack, target, port);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static boolean tries(Attack attack, Path target, int port) throws IOException {
    return switch (attack) {
      case READ_A_FILE -> Files.readAllBytes(target.resolve("catalog.sqlite")).length > 0;
      case LIST_A_FOLDER -> {
        try (Stream<Path> files = Files.list(target)) {
          yield files.findAny().isPresent();
        }
      }
      case READ_THE_PARENTS_ENVIRONMENT -> {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
        yield Files.readAllBytes(Path.of("/proc/" + parent + "/environ")).length > 0;
      }
      case WRITE_A_FILE ->
          Files.exists(Files.createFile(target.resolve("written-" + System.nanoTime())));
      case DELETE_A_FILE -> {
        Files.delete(target.resolve("to-delete"));
        yield true;
      }
      case RENAME_A_FILE -> {
        Files.move(target.resolve("to-rename"), target.resolve("renamed"));
        yield true;
      }
      case CONNECT_TO_A_SERVICE -> {
        try (Socket socket = new Socket()) {
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
          yield true;
        }
      }
      case LISTEN -> {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          yield socket.isBound();
        }
      }
      case START_A_PROGRAM -> {
        Process program = new ProcessBuilder("/usr/bin/env").start();
        program.destroyForcibly();
        yield true;
      }
      case SEE_ITS_PARENT ->
          ProcessHandle.current().parent().flatMap(parent -> parent.info().command()).isPresent();
      case CALL_THE_KERNEL_DIRECTLY ->
          IntStream.of(POWERFUL).anyMatch(number -> error(number) != EPERM);
    };
  }

  /** The error of a call with arguments that make no sense, so that it does nothing. */
  private static int error(int number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = (long) SYSCALL.invokeExact(state, (long) number, -1L, -1L);
      return result == -1
          ? (int) STATE.varHandle(MemoryLayout.PathElement.groupElement("errno")).get(state, 0L)
          : 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
