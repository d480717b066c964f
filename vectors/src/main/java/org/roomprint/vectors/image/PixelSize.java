package org.roomprint.vectors.image;

import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * Width and height in pixels, each at least 1.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record PixelSize(int width, int height) {
  public PixelSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A picture is at least 1 x 1 px, not " + width + " x " + height);
    }
  }

  /** The size of a file's picture once it stands upright. */
  static PixelSize of(Admitted file) {
    return new PixelSize(file.uprightWidth(), file.uprightHeight());
  }

  /** The size with the same proportions whose longer side is at most this; never a larger one. */
  PixelSize fittedWithin(int maxSidePixels) {
    double scale = Math.min(1, (double) maxSidePixels / Math.max(width, height));
    return new PixelSize(scaled(width, scale), scaled(height, scale));
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) Math.round(side * scale));
  }
}
