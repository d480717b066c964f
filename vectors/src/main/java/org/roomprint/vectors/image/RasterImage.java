package org.roomprint.vectors.image;

import java.util.Arrays;

/**
 * Decoded pixels: upright (EXIF orientation already applied), 8-bit sRGB, {@code
 * [height][width][3]} in R, G, B order.
 *
 * <p>Immutable; bytes are copied in and out.
 */
public final class RasterImage {
  /** Bytes per pixel: R, G, B. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] rgb;

  private RasterImage(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * Copies pixels into a new picture.
   *
   * @param width pixels, at least 1
   * @param height pixels, at least 1
   * @param rgb {@code [height][width][3]}, R, G, B
   * @throws IllegalArgumentException when the sizes do not agree
   */
  public static RasterImage copyOf(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A picture is at least 1 x 1 px, not " + width + " x " + height);
    }
    long expected = (long) width * height * CHANNELS;
    if (rgb.length != expected) {
      throw new IllegalArgumentException(
          "A picture of "
              + width
              + " x "
              + height
              + " px has "
              + expected
              + " bytes, not "
              + rgb.length);
    }
    return new RasterImage(width, height, rgb.clone());
  }

  /** A picture of pixels that nobody else holds: they are not copied. */
  static RasterImage owning(int width, int height, byte[] rgb) {
    if (rgb.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "A picture of " + width + " x " + height + " px has not " + rgb.length + " bytes");
    }
    return new RasterImage(width, height, rgb);
  }

  /** The pixels themselves, for reading within this package only. */
  byte[] rgb() {
    return rgb;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** A copy of the pixels, {@code [height][width][3]}, R, G, B. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  /**
   * The picture turned clockwise.
   *
   * @param quarters quarter turns, 0..3
   */
  public RasterImage turned(int quarters) {
    if (quarters < 0 || quarters > 3) {
      throw new IllegalArgumentException("A picture is turned by 0 to 3 quarters, not " + quarters);
    }
    if (quarters == 0) {
      return this;
    }
    boolean lying = quarters != 2;
    int newWidth = lying ? height : width;
    int newHeight = lying ? width : height;
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int toX = quarters == 1 ? height - 1 - y : quarters == 2 ? width - 1 - x : y;
        int toY = quarters == 1 ? x : quarters == 2 ? height - 1 - y : width - 1 - x;
        System.arraycopy(
            rgb, (y * width + x) * CHANNELS, turned, (toY * newWidth + toX) * CHANNELS, CHANNELS);
      }
    }
    return new RasterImage(newWidth, newHeight, turned);
  }

  /** The picture with left and right exchanged. */
  public RasterImage mirrored() {
    byte[] mirrored = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            rgb,
            (y * width + x) * CHANNELS,
            mirrored,
            (y * width + width - 1 - x) * CHANNELS,
            CHANNELS);
      }
    }
    return new RasterImage(width, height, mirrored);
  }

  /** The pixel at column {@code x} and row {@code y} as {@code 0xRRGGBB}. */
  public int rgbAt(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      throw new IndexOutOfBoundsException("(" + x + ", " + y + ") in " + width + " x " + height);
    }
    int at = (y * width + x) * CHANNELS;
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RasterImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "RasterImage[" + width + " x " + height + "]";
  }
}
