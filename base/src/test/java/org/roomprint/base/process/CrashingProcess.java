package org.roomprint.base.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds a secret, closes its memory if it is told to, and waits for a signal. */
final class CrashingProcess {
  static final String READY = "ready";
  static final String CLOSES_ITS_MEMORY = "closed";

  private CrashingProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (Arrays.asList(arguments).contains(CLOSES_ITS_MEMORY) && !ProcessMemory.close()) {
      throw new IllegalStateException("The system did not close the memory");
    }
    System.out.write((READY + "\n").getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
    Thread.sleep(120_000);
  }
}
