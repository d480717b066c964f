package org.roomprint.vectors.hash;

/**
 * An unchanging list of hashes in which every one within a Hamming distance of a query is found:
 * exact, none is missed.
 *
 * <p>Safe to be called from several threads at once.
 */
public sealed interface PdqLookup permits PdqScan, PdqIndex {
  /** Number of hashes. */
  int size();

  /**
   * The hash with a number.
   *
   * @throws IndexOutOfBoundsException when the number is not below {@link #size()}
   */
  PdqHash hash(int ordinal);

  /**
   * Names every hash within the distance to the consumer, each once, in no particular order.
   *
   * @param maxDistance bits that may differ, 0..256
   */
  void search(PdqHash query, int maxDistance, PdqHitConsumer hits);

  /** Memory held by the hashes and all that serves to find them, in bytes. */
  long bytes();

  /** Refuses what is no distance between hashes. */
  static void checkDistance(int maxDistance) {
    if (maxDistance < 0 || maxDistance > PdqHash.BITS) {
      throw new IllegalArgumentException(
          "A distance between PDQ hashes is 0..256 bits, not " + maxDistance);
    }
  }
}
