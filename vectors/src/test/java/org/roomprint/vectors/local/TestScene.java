package org.roomprint.vectors.local;

import java.util.Arrays;
import java.util.Random;
import org.roomprint.vectors.image.RasterImage;

/**
 * A made-up wall of coloured shapes, the same for the same seed, seen from wherever a test likes.
 */
public final class TestScene {
  /** Width and height of the wall in pixels. */
  public static final int SIDE = 480;

  private static final int SHAPES = 220;

  private TestScene() {}

  /** The whole wall from the front. */
  public static RasterImage front(long seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[SIDE * SIDE * RasterImage.CHANNELS];
    Arrays.fill(rgb, (byte) 128);
    for (int shape = 0; shape < SHAPES; shape++) {
      int centreX = random.nextInt(SIDE);
      int centreY = random.nextInt(SIDE);
      int halfWidth = 4 + random.nextInt(22);
      int halfHeight = 4 + random.nextInt(22);
      boolean round = random.nextBoolean();
      byte[] colour = new byte[RasterImage.CHANNELS];
      random.nextBytes(colour);
      for (int y = Math.max(0, centreY - halfHeight);
          y < Math.min(SIDE, centreY + halfHeight);
          y++) {
        for (int x = Math.max(0, centreX - halfWidth);
            x < Math.min(SIDE, centreX + halfWidth);
            x++) {
          double dx = (double) (x - centreX) / halfWidth;
          double dy = (double) (y - centreY) / halfHeight;
          if (!round || dx * dx + dy * dy < 1) {
            System.arraycopy(colour, 0, rgb, (y * SIDE + x) * RasterImage.CHANNELS, colour.length);
          }
        }
      }
    }
    return RasterImage.copyOf(SIDE, SIDE, rgb);
  }

  /** A picture turned by a quarter, clockwise. */
  static RasterImage turned(RasterImage from) {
    int width = from.height();
    int height = from.width();
    byte[] old = from.toRgb();
    byte[] rgb = new byte[old.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            old,
            ((from.height() - 1 - x) * from.width() + y) * RasterImage.CHANNELS,
            rgb,
            (y * width + x) * RasterImage.CHANNELS,
            RasterImage.CHANNELS);
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  /**
   * A picture through another camera: the pixel at (x, y) shows what {@code toX}, {@code toY} say.
   */
  public static RasterImage seen(RasterImage from, int width, int height, View view) {
    byte[] rgb = new byte[width * height * RasterImage.CHANNELS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double w = view.perspective * x + 1;
        double fromX = (view.scale * x + view.left) / w;
        double fromY = (view.scale * y + view.top) / w;
        for (int c = 0; c < RasterImage.CHANNELS; c++) {
          rgb[(y * width + x) * RasterImage.CHANNELS + c] = (byte) at(from, fromX, fromY, c);
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  /**
   * Where the camera stands.
   *
   * @param scale pixels of the wall for a pixel of the view
   * @param left first column seen
   * @param top first row seen
   * @param perspective above 0: the right side is further away
   */
  public record View(double scale, double left, double top, double perspective) {}

  private static int at(RasterImage from, double x, double y, int channel) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double dx = x - left;
    double dy = y - top;
    double upper =
        byteAt(from, left, top, channel) * (1 - dx) + byteAt(from, left + 1, top, channel) * dx;
    double lower =
        byteAt(from, left, top + 1, channel) * (1 - dx)
            + byteAt(from, left + 1, top + 1, channel) * dx;
    return (int) Math.round(upper * (1 - dy) + lower * dy);
  }

  private static int byteAt(RasterImage from, int x, int y, int channel) {
    if (x < 0 || y < 0 || x >= from.width() || y >= from.height()) {
      return 90;
    }
    return from.rgbAt(x, y) >> (16 - 8 * channel) & 0xff;
  }
}
