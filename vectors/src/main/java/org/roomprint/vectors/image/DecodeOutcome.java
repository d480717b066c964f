package org.roomprint.vectors.image;

/** What became of a stranger's bytes. */
public sealed interface DecodeOutcome {
  /**
   * They are a whole picture.
   *
   * @param picture upright pixels
   * @param format of the file
   * @param originalWidth upright width in the file, in pixels
   * @param originalHeight upright height in the file, in pixels
   */
  record Decoded(RasterImage picture, PictureFormat format, int originalWidth, int originalHeight)
      implements DecodeOutcome {}

  /**
   * They are not.
   *
   * @param reason stable kind of the refusal
   * @param detail one sentence: what was wrong and what would be right; holds nothing of the
   *     picture
   */
  record Refused(RefusalReason reason, String detail) implements DecodeOutcome {}
}
