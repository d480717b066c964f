package org.roomprint.vectors.image;

/**
 * Turns a stranger's bytes into pixels or a verdict, never into an exception; safe to be called
 * from several threads.
 */
public interface PictureDecoder extends AutoCloseable {
  /**
   * Checks the bytes at the gate, decodes them and turns them upright.
   *
   * @param bytes a whole file of one of the formats of {@link PictureFormat}
   * @param maxSidePixels the longer side of the result is at most this; larger pictures are scaled
   *     down
   */
  DecodeOutcome decode(byte[] bytes, int maxSidePixels);

  @Override
  void close();
}
