package org.roomprint.inbox;

/**
 * A photo on its way in, whose length and SHA-256 are known only at its end. Closing it deletes
 * what was not {@linkplain PublicInbox#adopt adopted}. Used by one thread.
 */
public interface SpooledPhoto extends AutoCloseable {
  /**
   * Adds bytes.
   *
   * @throws InboxFullException if the disk is full
   */
  void write(byte[] bytes, int from, int count);

  /** Bytes so far. */
  long bytes();

  /** SHA-256 of the bytes so far, 64 hexadecimal digits. */
  String sha256();

  /** Deletes it, unless it was adopted. */
  @Override
  void close();
}
