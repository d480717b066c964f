package org.roomprint.vectors.image;

/** What the gate says of a file before any decoder sees it. */
public sealed interface GateVerdict {
  /**
   * The container is sound as far as it tells: a decoder may see it.
   *
   * @param format by the first bytes; a file's name is never asked
   * @param storedWidth as stored in the file, in pixels, at least 1
   * @param storedHeight as stored in the file, in pixels, at least 1
   * @param orientation how the stored pixels are to be turned
   * @param transparency whether the file says that pixels may be transparent
   */
  record Admitted(
      PictureFormat format,
      int storedWidth,
      int storedHeight,
      ExifOrientation orientation,
      boolean transparency)
      implements GateVerdict {
    public Admitted {
      if (PictureLimits.widest().reduction(format, storedWidth, storedHeight) == 0
          || storedWidth < 1
          || storedHeight < 1) {
        throw new IllegalArgumentException(
            "A picture of " + storedWidth + " x " + storedHeight + " px is never admitted");
      }
    }

    /** Width of the picture as it is meant to be seen, in pixels. */
    public int uprightWidth() {
      return orientation.swapsSides() ? storedHeight : storedWidth;
    }

    /** Height of the picture as it is meant to be seen, in pixels. */
    public int uprightHeight() {
      return orientation.swapsSides() ? storedWidth : storedHeight;
    }
  }

  /**
   * No decoder is to see it.
   *
   * @param reason stable kind of the refusal
   * @param detail one sentence: what was wrong and what would be right; holds nothing of the
   *     picture
   */
  record TurnedAway(RefusalReason reason, String detail) implements GateVerdict {}
}
