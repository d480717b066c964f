package org.roomprint.vectors.image;

import java.util.Arrays;

/**
 * Scales pictures to another size with a triangle filter that grows with the reduction, so that
 * every pixel of the original takes part and nothing flickers.
 *
 * <p>Rows first, then columns, each rounded to bytes: the result equals, byte for byte, what
 * Python's Pillow calls {@code BILINEAR}. Models are trained on pictures scaled by Pillow, so a
 * difference here would be a difference between training and use.
 */
public final class Resizer {
  /** Fixed-point bits of a weight: 8 bits of colour and 2 bits of head room fit beside them. */
  private static final int WEIGHT_BITS = 22;

  private static final int HALF = 1 << (WEIGHT_BITS - 1);

  private Resizer() {}

  /**
   * The picture scaled to exactly this size, whatever its proportions were.
   *
   * @param width of the result in pixels, at least 1
   * @param height of the result in pixels, at least 1
   */
  public static RasterImage resize(RasterImage picture, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A picture is scaled to at least 1 x 1 px, not " + width + " x " + height);
    }
    if (width == picture.width() && height == picture.height()) {
      return picture;
    }
    byte[] rgb = picture.rgb();
    if (width != picture.width()) {
      rgb = resizeRows(rgb, picture.width(), picture.height(), Weights.of(picture.width(), width));
    }
    if (height != picture.height()) {
      rgb = resizeColumns(rgb, width, Weights.of(picture.height(), height));
    }
    return RasterImage.owning(width, height, rgb);
  }

  /**
   * The picture scaled down, keeping its proportions, so that its longer side is at most this; a
   * smaller picture is given back as it is.
   *
   * @param maxSidePixels at least 1
   */
  public static RasterImage fitWithin(RasterImage picture, int maxSidePixels) {
    int longer = Math.max(picture.width(), picture.height());
    if (longer <= maxSidePixels) {
      return picture;
    }
    double scale = (double) maxSidePixels / longer;
    return resize(
        picture,
        Math.max(1, (int) Math.round(picture.width() * scale)),
        Math.max(1, (int) Math.round(picture.height() * scale)));
  }

  /**
   * The largest part of the picture, around its middle, that has these proportions.
   *
   * @param width in the proportion, at least 1
   * @param height in the proportion, at least 1
   */
  public static RasterImage cropToProportion(RasterImage picture, int width, int height) {
    double scale = Math.min((double) picture.width() / width, (double) picture.height() / height);
    int keptWidth = Math.clamp(Math.round(width * scale), 1, picture.width());
    int keptHeight = Math.clamp(Math.round(height * scale), 1, picture.height());
    if (keptWidth == picture.width() && keptHeight == picture.height()) {
      return picture;
    }
    int left = (picture.width() - keptWidth) / 2;
    int top = (picture.height() - keptHeight) / 2;
    byte[] from = picture.rgb();
    byte[] to = new byte[keptWidth * keptHeight * RasterImage.CHANNELS];
    int rowBytes = keptWidth * RasterImage.CHANNELS;
    for (int y = 0; y < keptHeight; y++) {
      int at = ((top + y) * picture.width() + left) * RasterImage.CHANNELS;
      System.arraycopy(from, at, to, y * rowBytes, rowBytes);
    }
    return RasterImage.owning(keptWidth, keptHeight, to);
  }

  private static byte[] resizeRows(byte[] from, int fromWidth, int height, Weights weights) {
    int width = weights.size();
    byte[] to = new byte[width * height * RasterImage.CHANNELS];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int row = y * fromWidth * RasterImage.CHANNELS;
      for (int x = 0; x < width; x++) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int pixel = row + weights.first[x] * RasterImage.CHANNELS;
        int weight = x * weights.longest;
        for (int i = 0; i < weights.count[x]; i++) {
          int factor = weights.factors[weight + i];
          red += (from[pixel] & 0xff) * factor;
          green += (from[pixel + 1] & 0xff) * factor;
          blue += (from[pixel + 2] & 0xff) * factor;
          pixel += RasterImage.CHANNELS;
        }
        to[at++] = toByte(red);
        to[at++] = toByte(green);
        to[at++] = toByte(blue);
      }
    }
    return to;
  }

  private static byte[] resizeColumns(byte[] from, int width, Weights weights) {
    int rowBytes = width * RasterImage.CHANNELS;
    byte[] to = new byte[rowBytes * weights.size()];
    int[] sums = new int[rowBytes];
    for (int y = 0; y < weights.size(); y++) {
      Arrays.fill(sums, HALF);
      for (int i = 0; i < weights.count[y]; i++) {
        int factor = weights.factors[y * weights.longest + i];
        int row = (weights.first[y] + i) * rowBytes;
        for (int x = 0; x < rowBytes; x++) {
          sums[x] += (from[row + x] & 0xff) * factor;
        }
      }
      for (int x = 0; x < rowBytes; x++) {
        to[y * rowBytes + x] = toByte(sums[x]);
      }
    }
    return to;
  }

  private static byte toByte(int sum) {
    return (byte) Math.clamp(sum >> WEIGHT_BITS, 0, 255);
  }

  /**
   * For each pixel of the result: where its neighbourhood begins, how long it is, and the weights.
   */
  private static final class Weights {
    final int[] first;
    final int[] count;
    final int[] factors;
    final int longest;

    private Weights(int size, int longest) {
      this.first = new int[size];
      this.count = new int[size];
      this.factors = new int[size * longest];
      this.longest = longest;
    }

    static Weights of(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(scale, 1);
      Weights weights = new Weights(to, (int) Math.ceil(reach) * 2 + 1);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        int first = Math.max(0, (int) (centre - reach + 0.5));
        int end = Math.min(from, (int) (centre + reach + 0.5));
        double[] triangle = new double[end - first];
        double sum = 0;
        for (int x = 0; x < triangle.length; x++) {
          triangle[x] = Math.max(0, 1 - Math.abs((x + first - centre + 0.5) / reach));
          sum += triangle[x];
        }
        weights.first[i] = first;
        weights.count[i] = triangle.length;
        for (int x = 0; x < triangle.length; x++) {
          weights.factors[i * weights.longest + x] =
              (int) (0.5 + triangle[x] / sum * (1 << WEIGHT_BITS));
        }
      }
      return weights;
    }

    int size() {
      return first.length;
    }
  }
}
