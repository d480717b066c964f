package org.roomprint.vectors.image;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Fills the hidden pixels of a picture with mirror images of what surrounds them, so that a model
 * that looks at the whole picture sees more room and no figure cut out of it.
 *
 * <p>Each hidden pixel is the mean of up to four mirror images, across the edges of the hidden area
 * to its left, right, top and bottom, weighted by the inverse square of the distance to the edge;
 * where the visible strip is shorter than the hidden one, the image is folded back. Hidden pixels
 * whose whole row and column are hidden are filled in another round, from what the first one
 * filled. What was hidden has no part in the result.
 *
 * <p>Published work on finding hotels in pictures of victims gains 0.03 to 0.04 of mean average
 * precision by mirroring over a flat fill.
 */
public final class MirrorFill {
  /** Grey value of a picture that is hidden from edge to edge. */
  public static final int NOTHING_KNOWN_GREY = 128;

  private final int width;
  private final int height;
  private final byte[] rgb;
  private final BitSet hidden;

  /** For each pixel the weighted sums of R, G, B and the sum of weights. */
  private final float[] sums;

  private MirrorFill(RasterImage picture, Mask mask) {
    this.width = picture.width();
    this.height = picture.height();
    this.rgb = picture.toRgb();
    this.hidden = mask.toBits();
    this.sums = new float[width * height * 4];
  }

  /**
   * The picture with its hidden pixels filled; the others are untouched.
   *
   * @param mask of the picture's size
   */
  public static RasterImage fill(RasterImage picture, Mask mask) {
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new IllegalArgumentException(
          "The mask is "
              + mask.width()
              + " x "
              + mask.height()
              + " px and the picture "
              + picture.width()
              + " x "
              + picture.height()
              + " px; they must be of one size");
    }
    if (mask.hiddenShare() == 0) {
      return picture;
    }
    MirrorFill fill = new MirrorFill(picture, mask);
    if (mask.hiddenShare() == 1) {
      Arrays.fill(fill.rgb, (byte) NOTHING_KNOWN_GREY);
    } else {
      while (!fill.hidden.isEmpty()) {
        fill.round();
      }
    }
    return RasterImage.owning(fill.width, fill.height, fill.rgb);
  }

  /** Fills every hidden pixel that has a visible one in its row or column. */
  private void round() {
    for (int y = 0; y < height; y++) {
      mirrorAlong(y * width, 1, width);
    }
    for (int x = 0; x < width; x++) {
      mirrorAlong(x, width, height);
    }
    for (int pixel = hidden.nextSetBit(0); pixel >= 0; pixel = hidden.nextSetBit(pixel + 1)) {
      float weight = sums[pixel * 4 + 3];
      if (weight > 0) {
        for (int colour = 0; colour < RasterImage.CHANNELS; colour++) {
          rgb[pixel * RasterImage.CHANNELS + colour] =
              (byte) Math.round(sums[pixel * 4 + colour] / weight);
        }
        hidden.clear(pixel);
      }
    }
  }

  /** Adds mirror images to the hidden stretches of one row or column. */
  private void mirrorAlong(int first, int step, int length) {
    int visibleFrom = 0;
    int hiddenFrom = next(first, step, length, 0, true);
    while (hiddenFrom < length) {
      int hiddenEnd = next(first, step, length, hiddenFrom, false);
      int visibleEnd = next(first, step, length, hiddenEnd, true);
      for (int i = hiddenFrom; i < hiddenEnd; i++) {
        if (hiddenFrom > visibleFrom) {
          int distance = i - hiddenFrom + 1;
          int from = hiddenFrom - 1 - folded(distance - 1, hiddenFrom - visibleFrom);
          add(first + i * step, first + from * step, distance);
        }
        if (visibleEnd > hiddenEnd) {
          int distance = hiddenEnd - i;
          int from = hiddenEnd + folded(distance - 1, visibleEnd - hiddenEnd);
          add(first + i * step, first + from * step, distance);
        }
      }
      visibleFrom = hiddenEnd;
      hiddenFrom = visibleEnd;
    }
  }

  /** The first place from here on whose pixel is hidden (or not), or the length. */
  private int next(int first, int step, int length, int from, boolean wanted) {
    int i = from;
    while (i < length && hidden.get(first + i * step) != wanted) {
      i++;
    }
    return i;
  }

  /** A place within a strip that is walked to and fro. */
  private static int folded(int steps, int length) {
    int place = steps % (2 * length);
    return place < length ? place : 2 * length - 1 - place;
  }

  private void add(int to, int from, int distance) {
    float weight = 1f / ((float) distance * distance);
    for (int colour = 0; colour < RasterImage.CHANNELS; colour++) {
      sums[to * 4 + colour] += weight * (rgb[from * RasterImage.CHANNELS + colour] & 0xFF);
    }
    sums[to * 4 + 3] += weight;
  }
}
