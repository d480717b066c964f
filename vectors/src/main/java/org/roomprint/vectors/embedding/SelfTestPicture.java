package org.roomprint.vectors.embedding;

import org.roomprint.vectors.image.RasterImage;

/**
 * A picture that everybody can compute: a model is asked for its embedding before it is trusted, so
 * that a wrong order of colours or another runtime is noticed at the start and not in the ranking.
 */
public final class SelfTestPicture {
  private SelfTestPicture() {}

  /** The byte at (x, y) of channel c is {@code (7x + 13y + 29c + ((xy) >> 4)) & 255}. */
  public static RasterImage of(int width, int height) {
    byte[] rgb = new byte[width * height * RasterImage.CHANNELS];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < RasterImage.CHANNELS; c++) {
          rgb[at++] = (byte) (x * 7 + y * 13 + c * 29 + ((x * y) >> 4));
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }
}
