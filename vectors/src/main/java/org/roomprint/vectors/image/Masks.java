package org.roomprint.vectors.image;

import java.util.BitSet;

/** Makes masks from pictures, joins them, and fits them to another size. */
public final class Masks {
  /** Grey value from which a pixel of a mask picture is ignored, 0..255. */
  public static final int IGNORED_FROM_GREY = 128;

  private Masks() {}

  /**
   * The mask that a picture shows: light is ignored, dark is looked at.
   *
   * @param picture whose pixels are ignored where the mean of R, G and B is at least {@link
   *     #IGNORED_FROM_GREY}; transparent pixels of a decoded file are white, so ignored
   */
  public static Mask fromPicture(RasterImage picture) {
    byte[] rgb = picture.rgb();
    BitSet hidden = new BitSet(rgb.length / RasterImage.CHANNELS);
    for (int pixel = 0; pixel < rgb.length / RasterImage.CHANNELS; pixel++) {
      int at = pixel * RasterImage.CHANNELS;
      int sum = (rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
      hidden.set(pixel, sum >= IGNORED_FROM_GREY * RasterImage.CHANNELS);
    }
    return Mask.copyOf(picture.width(), picture.height(), hidden);
  }

  /** The mask that ignores what either ignores; both are of one size. */
  public static Mask union(Mask a, Mask b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(a + " and " + b + " are not of one size");
    }
    BitSet hidden = a.toBits();
    hidden.or(b.toBits());
    return Mask.copyOf(a.width(), a.height(), hidden);
  }

  /** The mask that ignores what this one does not. */
  public static Mask inverted(Mask mask) {
    BitSet hidden = mask.toBits();
    hidden.flip(0, mask.width() * mask.height());
    return Mask.copyOf(mask.width(), mask.height(), hidden);
  }

  /**
   * The same mask for its picture at another size: a pixel is ignored when any part of the area it
   * stands for was, so that scaling never uncovers anything.
   */
  public static Mask scaled(Mask mask, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A mask is at least 1 x 1 px, not " + width + " x " + height);
    }
    if (width == mask.width() && height == mask.height()) {
      return mask;
    }
    BitSet from = mask.toBits();
    BitSet hidden = new BitSet();
    for (int y = 0; y < height; y++) {
      int top = first(y, mask.height(), height);
      int bottom = end(y, mask.height(), height);
      for (int x = 0; x < width; x++) {
        int left = first(x, mask.width(), width);
        int right = end(x, mask.width(), width);
        hidden.set(y * width + x, anyHidden(from, mask.width(), left, top, right, bottom));
      }
    }
    return Mask.copyOf(width, height, hidden);
  }

  private static boolean anyHidden(
      BitSet bits, int width, int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (bits.get(y * width + x)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int first(int index, int from, int to) {
    return (int) ((long) index * from / to);
  }

  private static int end(int index, int from, int to) {
    return (int) (((long) (index + 1) * from + to - 1) / to);
  }
}
