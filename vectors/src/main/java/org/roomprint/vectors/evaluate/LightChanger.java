package org.roomprint.vectors.evaluate;

import java.util.SplittableRandom;
import org.roomprint.vectors.image.RasterImage;

/**
 * Shows a picture in another light; the same picture name and change always give the same outcome.
 *
 * <p>A value {@code v} of a channel, 0..1, becomes {@code v^contrast * brightness * cast}, cut at
 * 1, with the logarithms of contrast, of brightness and of the channel's cast drawn from a normal
 * distribution. What is cut stays cut, as in a real picture that is too bright.
 */
public final class LightChanger {
  private static final int VALUES = 256;

  private LightChanger() {}

  /**
   * The picture in another light.
   *
   * @param name of the picture; seeds the light together with the change
   */
  public static RasterImage change(RasterImage picture, String name, LightChange change) {
    if (change == LightChange.NONE) {
      return picture;
    }
    SplittableRandom random = Chance.of("light " + change.name(), name);
    double contrast = drawn(random, change);
    double brightness = drawn(random, change);
    byte[][] tables = new byte[RasterImage.CHANNELS][VALUES];
    for (byte[] table : tables) {
      double gain = brightness * drawn(random, change);
      for (int value = 0; value < VALUES; value++) {
        double changed = StrictMath.pow(value / 255.0, contrast) * gain;
        table[value] = (byte) Math.round(255 * Math.min(1, changed));
      }
    }
    byte[] rgb = picture.toRgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = tables[i % RasterImage.CHANNELS][rgb[i] & 0xff];
    }
    return RasterImage.copyOf(picture.width(), picture.height(), rgb);
  }

  private static double drawn(SplittableRandom random, LightChange change) {
    return StrictMath.exp(random.nextGaussian(0, change.deviation()));
  }
}
