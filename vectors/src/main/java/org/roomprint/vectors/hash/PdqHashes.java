package org.roomprint.vectors.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A growing list of hashes, 32 bytes each, in blocks so that it never has to be copied and may
 * exceed one array.
 */
final class PdqHashes {
  /** Bytes of a hash. */
  static final int HASH_BYTES = PdqHash.BITS / Byte.SIZE;

  /** {@code long} words of a hash. */
  static final int WORDS = PdqHash.BITS / Long.SIZE;

  private static final int BLOCK_SHIFT = 12;
  private static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;
  private static final int BLOCK_MASK = BLOCK_SIZE - 1;

  private final List<long[]> blocks = new ArrayList<>();
  private int size;

  void add(PdqHash hash) {
    if (size == Integer.MAX_VALUE) {
      throw new IllegalStateException("A list holds at most " + Integer.MAX_VALUE + " hashes");
    }
    int inBlock = size & BLOCK_MASK;
    if (inBlock == 0) {
      blocks.add(new long[BLOCK_SIZE * WORDS]);
    }
    long[] block = blocks.getLast();
    int at = inBlock * WORDS;
    block[at] = hash.bits255To192();
    block[at + 1] = hash.bits191To128();
    block[at + 2] = hash.bits127To64();
    block[at + 3] = hash.bits63To0();
    size++;
  }

  int size() {
    return size;
  }

  PdqHash get(int ordinal) {
    Objects.checkIndex(ordinal, size);
    long[] block = blocks.get(ordinal >>> BLOCK_SHIFT);
    int at = (ordinal & BLOCK_MASK) * WORDS;
    return new PdqHash(block[at], block[at + 1], block[at + 2], block[at + 3]);
  }

  /** Names every hash within the distance, in order. */
  void scan(PdqHash query, int maxDistance, PdqHitConsumer hits) {
    long q0 = query.bits255To192();
    long q1 = query.bits191To128();
    long q2 = query.bits127To64();
    long q3 = query.bits63To0();
    int first = 0;
    for (long[] block : blocks) {
      int end = Math.min(BLOCK_SIZE, size - first);
      for (int i = 0; i < end; i++) {
        int at = i * WORDS;
        int distance =
            Long.bitCount(block[at] ^ q0)
                + Long.bitCount(block[at + 1] ^ q1)
                + Long.bitCount(block[at + 2] ^ q2)
                + Long.bitCount(block[at + 3] ^ q3);
        if (distance <= maxDistance) {
          hits.accept(first + i, distance);
        }
      }
      first += BLOCK_SIZE;
    }
  }

  long bytes() {
    return (long) blocks.size() * BLOCK_SIZE * HASH_BYTES;
  }
}
