package org.roomprint.vectors.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The calls of ONNX Runtime that are under way in this process, so that the process can end between
 * them.
 *
 * <p>ONNX Runtime takes itself down while a process ends, and a thread that still computes in it
 * then reads what was freed: the process dies by {@code SIGSEGV} instead of as it was told to. Two
 * things take it down. Its Java library registers a shutdown hook that releases the environment,
 * and hooks run beside one another, so that nothing of ours can come before it; therefore a
 * {@linkplain #keepEnvironment second reference} to the environment is held, which is never
 * released. And the C++ library runs its destructors at the very end, when Java has waited 0.3 s
 * for threads outside it; therefore a process that ends without closing its embedders {@linkplain
 * #endBeforeProcess waits} for the calls under way.
 */
public final class InferenceCalls {
  private static final InferenceCalls OF_THIS_PROCESS = new InferenceCalls();

  /** Read: a call is under way. Written: none is, and none begins. */
  private final ReadWriteLock underWay = new ReentrantReadWriteLock(true);

  InferenceCalls() {}

  static InferenceCalls ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /**
   * From now on, when the process ends, by a signal or by itself, the calls under way come to their
   * end first, and no other begins: whoever wants one waits until the process is gone, as though it
   * had been killed there. For a process whose embedders nobody closes on its way out, such as a
   * command line; a service closes its own.
   */
  public static void endBeforeProcess() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(OF_THIS_PROCESS::awaitEndAndHold, "end-inference"));
  }

  /** Waits until no call is under way, and holds all later ones for ever. */
  void awaitEndAndHold() {
    underWay.writeLock().lock();
  }

  /** Makes a call, unless calls are held; no call may wait for another thread's. */
  <T> T make(Callable<T> call) throws Exception {
    Lock lock = underWay.readLock();
    lock.lock();
    try {
      return call.call();
    } finally {
      lock.unlock();
    }
  }

  /** The same without an answer. */
  void run(Runnable call) {
    Lock lock = underWay.readLock();
    lock.lock();
    try {
      call.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a reference to the environment of ONNX Runtime beside the one that its Java library has
   * and releases; to be called once, when the engine has made the environment.
   *
   * @throws IllegalStateException when this version of the library makes no references as known
   */
  static void keepEnvironment() {
    try {
      Class<?> library =
          Class.forName("ai.onnxruntime.OnnxRuntime", true, OrtEnvironment.class.getClassLoader());
      Field api = library.getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      // The environment is one for the process and counts its references; this gives one more.
      Method reference =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      reference.setAccessible(true);
      reference.invoke(
          null,
          api.getLong(null),
          OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
          "roomprint");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of ONNX Runtime is not known: its environment cannot be kept until the process ends",
          e);
    }
  }
}
