package org.roomprint.vectors.text;

/**
 * A line of text in a picture.
 *
 * @param text as it was read, without space at its ends, never empty
 * @param confidence mean over its characters of what the reader gives the one it chose, 0..1; no
 *     chance of being right
 * @param left of the upright box around it, in pixels of the picture
 * @param top of that box, in pixels
 * @param width of that box, in pixels, at least 1
 * @param height of that box, in pixels, at least 1
 */
public record TextLine(String text, double confidence, int left, int top, int width, int height) {
  public TextLine {
    if (text.isBlank() || width < 1 || height < 1) {
      throw new IllegalArgumentException("A line of text has text and a box");
    }
  }
}
