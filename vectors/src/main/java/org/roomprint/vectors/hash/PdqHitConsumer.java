package org.roomprint.vectors.hash;

/** Receives what a look-up finds, each hash once, in no particular order. */
@FunctionalInterface
public interface PdqHitConsumer {
  /**
   * A hash within the distance asked for.
   *
   * @param ordinal its number, in the order in which hashes were added, from 0
   * @param distance bits in which it differs from the query
   */
  void accept(int ordinal, int distance);
}
