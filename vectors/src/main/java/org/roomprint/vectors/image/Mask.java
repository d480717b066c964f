package org.roomprint.vectors.image;

import java.util.BitSet;

/**
 * The area of a picture to ignore, pixel by pixel (true = ignored), of the same size as its
 * picture.
 *
 * <p>Immutable.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final BitSet hidden;

  private Mask(int width, int height, BitSet hidden) {
    this.width = width;
    this.height = height;
    this.hidden = hidden;
  }

  /**
   * Copies a mask from bits in row order.
   *
   * @param hidden bit {@code y * width + x} set where the pixel is to be ignored
   */
  public static Mask copyOf(int width, int height, BitSet hidden) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A mask is at least 1 x 1 px, not " + width + " x " + height);
    }
    if (hidden.length() > (long) width * height) {
      throw new IllegalArgumentException(
          "Bits beyond the mask's " + width + " x " + height + " px");
    }
    return new Mask(width, height, (BitSet) hidden.clone());
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** Whether the pixel at column {@code x} and row {@code y} is to be ignored. */
  public boolean hides(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      throw new IndexOutOfBoundsException("(" + x + ", " + y + ") in " + width + " x " + height);
    }
    return hidden.get(y * width + x);
  }

  /** The ignored share of the picture, 0..1. */
  public double hiddenShare() {
    return hidden.cardinality() / ((double) width * height);
  }

  /** A copy of the bits in row order. */
  public BitSet toBits() {
    return (BitSet) hidden.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && hidden.equals(that.hidden);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + hidden.hashCode();
  }

  @Override
  public String toString() {
    return "Mask[" + width + " x " + height + ", hidden " + Math.round(hiddenShare() * 100) + " %]";
  }
}
