package org.roomprint.vectors.hash;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing list of hashes, 32 bytes each, in blocks: it never has to be copied as a whole, and it
 * may be larger than one array.
 */
final class PdqHashes {
  /** {@code long} words of a hash; word 0 holds the first 16 digits. */
  static final int WORDS = PdqHash.BITS / Long.SIZE;

  private static final int BLOCK_SHIFT = 12;
  private static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;
  private static final int BLOCK_MASK = BLOCK_SIZE - 1;

  private long[][] blocks = new long[1][];
  private int size;

  void add(PdqHash hash) {
    if (size == Integer.MAX_VALUE) {
      throw new IllegalStateException("A list holds at most " + Integer.MAX_VALUE + " hashes");
    }
    int number = size >>> BLOCK_SHIFT;
    if (number == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blocks.length);
    }
    if ((size & BLOCK_MASK) == 0) {
      blocks[number] = new long[BLOCK_SIZE * WORDS];
    }
    long[] block = blocks[number];
    int at = at(size);
    block[at] = hash.bits255To192();
    block[at + 1] = hash.bits191To128();
    block[at + 2] = hash.bits127To64();
    block[at + 3] = hash.bits63To0();
    size++;
  }

  /** Gives back memory held for hashes to come; more can be added no longer. */
  void trim() {
    int needed = (size + BLOCK_MASK) >>> BLOCK_SHIFT;
    blocks = Arrays.copyOf(blocks, needed);
    if ((size & BLOCK_MASK) != 0) {
      blocks[needed - 1] = Arrays.copyOf(blocks[needed - 1], (size & BLOCK_MASK) * WORDS);
    }
  }

  int size() {
    return size;
  }

  PdqHash get(int ordinal) {
    Objects.checkIndex(ordinal, size);
    long[] block = block(ordinal);
    int at = at(ordinal);
    return new PdqHash(block[at], block[at + 1], block[at + 2], block[at + 3]);
  }

  /** The array in which the hash's words lie, from {@link #at}. */
  long[] block(int ordinal) {
    return blocks[ordinal >>> BLOCK_SHIFT];
  }

  /** Where in its {@link #block} the hash's words begin. */
  static int at(int ordinal) {
    return (ordinal & BLOCK_MASK) * WORDS;
  }

  /** Names every hash of a run that lies within the distance, in order. */
  void scan(int first, int end, PdqHash query, int maxDistance, PdqHitConsumer hits) {
    long q0 = query.bits255To192();
    long q1 = query.bits191To128();
    long q2 = query.bits127To64();
    long q3 = query.bits63To0();
    for (int ordinal = first; ordinal < end; ) {
      long[] block = block(ordinal);
      int blockEnd = Math.min(end, (ordinal | BLOCK_MASK) + 1);
      for (int at = at(ordinal); ordinal < blockEnd; ordinal++, at += WORDS) {
        int distance =
            Long.bitCount(block[at] ^ q0)
                + Long.bitCount(block[at + 1] ^ q1)
                + Long.bitCount(block[at + 2] ^ q2)
                + Long.bitCount(block[at + 3] ^ q3);
        if (distance <= maxDistance) {
          hits.accept(ordinal, distance);
        }
      }
    }
  }

  long bytes() {
    long bytes = (long) blocks.length * Long.BYTES;
    for (long[] block : blocks) {
      bytes += block == null ? 0 : (long) block.length * Long.BYTES;
    }
    return bytes;
  }
}
