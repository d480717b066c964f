package org.roomprint.vectors.hash.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.RasterImage;

/** Measures the time to hash a picture, in milliseconds of one processor. */
public final class PdqHasherBenchmark {
  private static final long SEED = 20260101;
  private static final int[][] SIZES = {{320, 240}, {512, 384}, {800, 600}, {1600, 1200}};
  private static final int ROUNDS = 9;
  private static final int HASHES = 50;

  private PdqHasherBenchmark() {}

  /** Runs all sizes and prints them. */
  public static void main(String[] arguments) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    PdqHasher hasher = new PdqHasher();
    for (int[] size : SIZES) {
      byte[] pixels = new byte[size[0] * size[1] * RasterImage.CHANNELS];
      new Random(SEED).nextBytes(pixels);
      RasterImage picture = RasterImage.copyOf(size[0], size[1], pixels);
      double[] millis = new double[ROUNDS];
      // Rounds before the first that counts warm up.
      for (int round = -3; round < ROUNDS; round++) {
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < HASHES; i++) {
          hasher.hash(picture);
        }
        if (round >= 0) {
          millis[round] = (threads.getCurrentThreadCpuTime() - start) / 1e6 / HASHES;
        }
      }
      Arrays.sort(millis);
      System.out.println(
          String.format(
              Locale.ROOT,
              "hash of %d x %d px: %.2f ms of CPU (%.2f to %.2f)",
              size[0],
              size[1],
              millis[ROUNDS / 2],
              millis[0],
              millis[ROUNDS - 1]));
    }
  }
}
