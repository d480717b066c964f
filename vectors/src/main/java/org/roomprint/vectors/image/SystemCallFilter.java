package org.roomprint.vectors.image;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes from this process, for good and for all of its threads, every system call that a decoder at
 * work does not need: it can open no file, make no socket, start and signal no other process.
 *
 * <p>What is left is what computing, memory, threads and the open streams need. A call that is not
 * on the list fails with {@code EPERM}; a call that this list is too old to know fails with {@code
 * ENOSYS}, so that the C library takes an older one. Linux on x86-64 and on 64-bit ARM.
 *
 * <p>See the Linux manual pages seccomp(2) and prctl(2).
 */
final class SystemCallFilter {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_NAME = 15;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SIGKILL = 9;
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int RETURN_ALLOW = 0x7fff0000;
  private static final int RETURN_ERROR = 0x00050000;
  private static final int RETURN_KILL_PROCESS = 0x80000000;

  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_GREATER = 0x25;
  private static final int RETURN = 0x06;

  private static final int OFFSET_OF_NUMBER = 0;
  private static final int OFFSET_OF_ARCHITECTURE = 4;
  private static final int OFFSET_OF_ARGUMENTS = 16;

  private static final int CLONE_THREAD_OF_SAME_MEMORY = 0x10000 | 0x100;
  private static final int FIONREAD = 0x541B;
  private static final int AT_EMPTY_PATH = 0x1000;

  /** The last system call that was looked at for this list. */
  private static final int LAST_KNOWN = 462;

  /** {@code struct sock_filter} is as long as this. */
  private static final int INSTRUCTION_BYTES = 8;

  /**
   * The numbers of one kind of processor.
   *
   * @param audit how the kernel names it
   * @param allowed calls that are allowed with whatever arguments
   */
  private record Processor(
      int audit,
      int cloneThread,
      int clone3,
      int tgkill,
      int prctl,
      int ioctl,
      int prlimit64,
      int newfstatat,
      int seccomp,
      List<Integer> allowed) {}

  private static final Processor X86_64 =
      new Processor(
          0xC000003E,
          56,
          435,
          234,
          157,
          16,
          302,
          262,
          317,
          List.of(
              0, // read
              1, // write
              3, // close
              5, // fstat
              7, // poll
              8, // lseek
              9, // mmap
              10, // mprotect
              11, // munmap
              12, // brk
              13, // rt_sigaction
              14, // rt_sigprocmask
              15, // rt_sigreturn
              17, // pread64
              19, // readv
              20, // writev
              24, // sched_yield
              25, // mremap
              27, // mincore
              28, // madvise
              35, // nanosleep
              39, // getpid
              60, // exit
              63, // uname
              96, // gettimeofday
              97, // getrlimit
              98, // getrusage
              99, // sysinfo
              100, // times
              102, // getuid
              104, // getgid
              107, // geteuid
              108, // getegid
              110, // getppid
              131, // sigaltstack
              143, // sched_getparam
              145, // sched_getscheduler
              146, // sched_get_priority_max
              147, // sched_get_priority_min
              158, // arch_prctl
              186, // gettid
              201, // time
              202, // futex
              204, // sched_getaffinity
              218, // set_tid_address
              219, // restart_syscall
              228, // clock_gettime
              229, // clock_getres
              230, // clock_nanosleep
              231, // exit_group
              271, // ppoll
              273, // set_robust_list
              309, // getcpu
              318, // getrandom
              324, // membarrier
              334 // rseq
              ));

  private static final Processor AARCH64 =
      new Processor(
          0xC00000B7,
          220,
          435,
          131,
          167,
          29,
          261,
          79,
          277,
          List.of(
              57, // close
              62, // lseek
              63, // read
              64, // write
              65, // readv
              66, // writev
              67, // pread64
              73, // ppoll
              80, // fstat
              93, // exit
              94, // exit_group
              96, // set_tid_address
              98, // futex
              99, // set_robust_list
              101, // nanosleep
              113, // clock_gettime
              114, // clock_getres
              115, // clock_nanosleep
              120, // sched_getscheduler
              121, // sched_getparam
              123, // sched_getaffinity
              124, // sched_yield
              125, // sched_get_priority_max
              126, // sched_get_priority_min
              128, // restart_syscall
              132, // sigaltstack
              134, // rt_sigaction
              135, // rt_sigprocmask
              139, // rt_sigreturn
              153, // times
              160, // uname
              163, // getrlimit
              165, // getrusage
              168, // getcpu
              169, // gettimeofday
              172, // getpid
              173, // getppid
              174, // getuid
              175, // geteuid
              176, // getgid
              177, // getegid
              178, // gettid
              179, // sysinfo
              214, // brk
              215, // munmap
              216, // mremap
              222, // mmap
              226, // mprotect
              232, // mincore
              233, // madvise
              278, // getrandom
              283, // membarrier
              293 // rseq
              ));

  private record Instruction(int code, int whenTrue, int whenFalse, int operand) {}

  private SystemCallFilter() {}

  /**
   * Closes this process off, as far as its system can; what the caller still needs from files must
   * have been loaded.
   *
   * @return whether the filter holds now
   */
  static boolean install() {
    Optional<Processor> known = processor();
    if (known.isEmpty()) {
      return false;
    }
    Processor processor = known.get();
    Linker linker = Linker.nativeLinker();
    MethodHandle call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    try (Arena arena = Arena.ofConfined()) {
      call(call, processor.prctl(), PR_SET_PDEATHSIG, SIGKILL, 0);
      call(call, processor.prctl(), PR_SET_DUMPABLE, 0, 0);
      return call(call, processor.prctl(), PR_SET_NO_NEW_PRIVS, 1, 0) == 0
          && call(
                  call,
                  processor.seccomp(),
                  SECCOMP_SET_MODE_FILTER,
                  SECCOMP_FILTER_FLAG_TSYNC,
                  inMemory(program(processor, ProcessHandle.current().pid()), arena).address())
              == 0;
    }
  }

  private static long call(MethodHandle call, int number, long first, long second, long third) {
    try {
      return (long) call.invokeExact((long) number, first, second, third, 0L, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("A system call returns and throws nothing", e);
    }
  }

  private static Optional<Processor> processor() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  private static List<Instruction> program(Processor processor, long ownProcess) {
    List<Instruction> program = new ArrayList<>();
    program.add(load(OFFSET_OF_ARCHITECTURE));
    program.add(new Instruction(JUMP_IF_EQUAL, 1, 0, processor.audit()));
    program.add(result(RETURN_KILL_PROCESS));
    program.add(load(OFFSET_OF_NUMBER));
    for (int number : processor.allowed()) {
      when(program, number, List.of(result(RETURN_ALLOW)));
    }
    when(
        program,
        processor.cloneThread(),
        allowWhenMasked(0, CLONE_THREAD_OF_SAME_MEMORY, CLONE_THREAD_OF_SAME_MEMORY));
    when(program, processor.tgkill(), allowWhenEqual(0, (int) ownProcess));
    when(program, processor.prctl(), allowWhenEqual(0, PR_SET_NAME));
    when(program, processor.ioctl(), allowWhenEqual(1, FIONREAD));
    when(program, processor.newfstatat(), allowWhenMasked(3, AT_EMPTY_PATH, AT_EMPTY_PATH));
    // Limits may be read, not set.
    when(
        program,
        processor.prlimit64(),
        List.of(
            load(OFFSET_OF_ARGUMENTS + 2 * Long.BYTES),
            new Instruction(JUMP_IF_EQUAL, 0, 3, 0),
            load(OFFSET_OF_ARGUMENTS + 2 * Long.BYTES + Integer.BYTES),
            new Instruction(JUMP_IF_EQUAL, 0, 1, 0),
            result(RETURN_ALLOW),
            result(RETURN_ERROR | EPERM)));
    when(program, processor.clone3(), List.of(result(RETURN_ERROR | ENOSYS)));
    program.add(new Instruction(JUMP_IF_GREATER, 0, 1, LAST_KNOWN));
    program.add(result(RETURN_ERROR | ENOSYS));
    program.add(result(RETURN_ERROR | EPERM));
    return program;
  }

  private static Instruction load(int offset) {
    return new Instruction(LOAD, 0, 0, offset);
  }

  private static Instruction result(int value) {
    return new Instruction(RETURN, 0, 0, value);
  }

  /** What is done on one system call; it ends with a result. */
  private static void when(List<Instruction> program, int number, List<Instruction> then) {
    program.add(new Instruction(JUMP_IF_EQUAL, 0, then.size(), number));
    program.addAll(then);
  }

  private static List<Instruction> allowWhenEqual(int argument, int value) {
    return allowWhenMasked(argument, -1, value);
  }

  private static List<Instruction> allowWhenMasked(int argument, int mask, int value) {
    return List.of(
        load(OFFSET_OF_ARGUMENTS + argument * Long.BYTES),
        new Instruction(AND, 0, 0, mask),
        new Instruction(JUMP_IF_EQUAL, 0, 1, value),
        result(RETURN_ALLOW),
        result(RETURN_ERROR | EPERM));
  }

  /** A {@code struct sock_fprog} and what it points to. */
  private static MemorySegment inMemory(List<Instruction> program, Arena arena) {
    MemorySegment instructions =
        arena.allocate((long) program.size() * INSTRUCTION_BYTES, INSTRUCTION_BYTES);
    for (int i = 0; i < program.size(); i++) {
      Instruction one = program.get(i);
      long at = (long) i * INSTRUCTION_BYTES;
      instructions.set(ValueLayout.JAVA_SHORT, at, (short) one.code());
      instructions.set(ValueLayout.JAVA_BYTE, at + 2, (byte) one.whenTrue());
      instructions.set(ValueLayout.JAVA_BYTE, at + 3, (byte) one.whenFalse());
      instructions.set(ValueLayout.JAVA_INT, at + 4, one.operand());
    }
    MemorySegment head = arena.allocate(2L * Long.BYTES, Long.BYTES);
    head.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
    head.set(ValueLayout.ADDRESS, Long.BYTES, instructions);
    return head;
  }
}
