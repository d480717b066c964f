package org.roomprint.vectors.hash;

import java.util.Arrays;

/**
 * The hashes of a segment sorted by one 16-bit band of theirs, each with the band that follows and
 * its number.
 *
 * <p>The hashes that share a value of the band lie side by side: a bucket. All that a look-up reads
 * of most buckets are the following bands, two bytes a hash in a row.
 */
final class PdqBand {
  /** Bits in a band. */
  static final int BITS = Character.SIZE;

  /** Bands in a hash; band 0 is the first four digits. */
  static final int COUNT = PdqHash.BITS / BITS;

  /** Most hashes in a segment: their numbers take three bytes. */
  static final int MAX_HASHES = 1 << 24;

  private static final int VALUES = 1 << BITS;
  private static final int VALUE_MASK = VALUES - 1;
  private static final int BANDS_PER_WORD = Long.SIZE / BITS;
  private static final int ENTRY_BYTES = Character.BYTES + Character.BYTES + Byte.BYTES;

  /** Where the bucket of each value begins; it ends where that of the next value begins. */
  private final int[] starts = new int[VALUES + 1];

  /** Of each hash in bucket order, the band that follows in the ring. */
  private final char[] following;

  private final char[] ordinalsLow;
  private final byte[] ordinalsHigh;

  /** Sorts the hashes from {@code first} by a band. */
  PdqBand(PdqHashes hashes, int first, int count, int band) {
    for (int i = first; i < first + count; i++) {
      starts[of(hashes.block(i), PdqHashes.at(i), band) + 1]++;
    }
    for (int value = 0; value < VALUES; value++) {
      starts[value + 1] += starts[value];
    }
    following = new char[count];
    ordinalsLow = new char[count];
    ordinalsHigh = new byte[count];
    int[] free = Arrays.copyOf(starts, VALUES);
    int next = (band + 1) % COUNT;
    for (int i = first; i < first + count; i++) {
      long[] block = hashes.block(i);
      int from = PdqHashes.at(i);
      int at = free[of(block, from, band)]++;
      following[at] = (char) of(block, from, next);
      ordinalsLow[at] = (char) (i - first);
      ordinalsHigh[at] = (byte) ((i - first) >>> BITS);
    }
  }

  /** A band, 0..65535, of the hash whose four words begin at {@code from}. */
  static int of(long[] words, int from, int band) {
    return of(words[from + band / BANDS_PER_WORD], band);
  }

  /** A band, 0..65535, of the hash with these words. */
  static int of(long w0, long w1, long w2, long w3, int band) {
    int word = band / BANDS_PER_WORD;
    return of(word < 2 ? (word == 0 ? w0 : w1) : (word == 2 ? w2 : w3), band);
  }

  private static int of(long word, int band) {
    return (int) (word >>> (BITS * (BANDS_PER_WORD - 1 - band % BANDS_PER_WORD))) & VALUE_MASK;
  }

  /** Where the bucket of a value begins. */
  int start(int value) {
    return starts[value];
  }

  /** Where the bucket of a value ends. */
  int end(int value) {
    return starts[value + 1];
  }

  /** Number of hashes with a value. */
  int size(int value) {
    return starts[value + 1] - starts[value];
  }

  /** The following bands in bucket order; not to be changed. */
  char[] following() {
    return following;
  }

  /** The number in its segment of the hash at a place in bucket order. */
  int ordinal(int at) {
    return (ordinalsHigh[at] & 0xff) << BITS | ordinalsLow[at];
  }

  long bytes() {
    return (long) starts.length * Integer.BYTES + (long) following.length * ENTRY_BYTES;
  }
}
