package org.roomprint.vectors.evaluate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Chance that is the same at every run, on every machine. */
final class Chance {
  private Chance() {}

  /** Random numbers for one use of one picture. */
  static SplittableRandom of(String use, String picture) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((use + " " + picture).getBytes(StandardCharsets.UTF_8));
      long seed = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        seed = seed << 8 | (digest[i] & 0xff);
      }
      return new SplittableRandom(seed);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
