package org.roomprint.base.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps what is in this process's memory, pictures and keys above all, out of files and from other
 * processes of the same account.
 *
 * <p>A crash leaves no core file, whatever limit the process was started with, and on Linux no
 * debugger of the same account may read the memory. The launcher says the same to Java, which would
 * write an error report of its own.
 *
 * <p>See the Linux manual pages setrlimit(2) and prctl(2).
 */
public final class ProcessMemory {
  private static final int RLIMIT_CORE = 4;
  private static final int PR_SET_DUMPABLE = 4;
  private static final String LINUX = "Linux";
  private static final String MACOS = "Mac OS X";

  private ProcessMemory() {}

  /**
   * Closes it for good; to be called before anything secret is there. On other systems than Linux
   * and macOS it does nothing.
   *
   * @return whether the system did what it was asked for
   */
  public static boolean close() {
    String system = System.getProperty("os.name");
    return switch (system) {
      case LINUX -> {
        boolean withoutCore = leaveNoCore();
        yield isHiddenFromDebuggers() && withoutCore;
      }
      case MACOS -> leaveNoCore();
      default -> false;
    };
  }

  private static boolean leaveNoCore() {
    MethodHandle setrlimit =
        function(
            "setrlimit",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocate(2L * Long.BYTES, Long.BYTES); // now and at most: 0 bytes
      return (int) setrlimit.invokeExact(RLIMIT_CORE, none) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("setrlimit returns and throws nothing", e);
    }
  }

  private static boolean isHiddenFromDebuggers() {
    MethodHandle prctl =
        function(
            "prctl",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    try {
      return (int) prctl.invokeExact(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("prctl returns and throws nothing", e);
    }
  }

  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }
}
