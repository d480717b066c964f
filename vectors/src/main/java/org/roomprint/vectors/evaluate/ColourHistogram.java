package org.roomprint.vectors.evaluate;

import java.util.Arrays;
import java.util.Optional;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

/**
 * Shares of a picture's pixels in 8 x 8 x 8 boxes of RGB (Swain and Ballard, 1991): the least that
 * a model must beat.
 */
public final class ColourHistogram {
  private static final int BITS = 3;
  private static final int BOXES = 1 << (3 * BITS);

  private final float[] shares;

  private ColourHistogram(float[] shares) {
    this.shares = shares;
  }

  /** Of the pixels that the mask does not hide. */
  public static ColourHistogram of(RasterImage picture, Optional<Mask> mask) {
    float[] counts = new float[BOXES];
    float total = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (mask.isPresent() && mask.get().hides(x, y)) {
          continue;
        }
        int rgb = picture.rgbAt(x, y);
        int box = ((rgb >> 21 & 7) << (2 * BITS)) | ((rgb >> 13 & 7) << BITS) | (rgb >> 5 & 7);
        counts[box]++;
        total++;
      }
    }
    for (int i = 0; i < BOXES; i++) {
      counts[i] /= Math.max(1, total);
    }
    return new ColourHistogram(counts);
  }

  /** Intersection with another one, 0..1. */
  public double similarity(ColourHistogram other) {
    double sum = 0;
    for (int i = 0; i < BOXES; i++) {
      sum += Math.min(shares[i], other.shares[i]);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColourHistogram that && Arrays.equals(shares, that.shares);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shares);
  }
}
