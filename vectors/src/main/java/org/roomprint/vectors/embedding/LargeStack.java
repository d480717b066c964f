package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Makes one call of ONNX Runtime on a thread whose stack is large enough for it to start on. */
final class LargeStack {
  private static final long STACK_BYTES = 16L << 20;

  private LargeStack() {}

  static <T> T call(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(() -> InferenceCalls.ofThisProcess().make(work));
    Thread thread = new Thread(null, task, "model-file", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the model", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("The model file was not read", e);
      }
    }
  }
}
