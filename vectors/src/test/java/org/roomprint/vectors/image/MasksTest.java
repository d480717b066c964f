package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MasksTest {
  @Test
  void ignoresTheLightPixelsOfAPicture() {
    byte[] rgb = {0, 0, 0, 127, 127, 127, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1};
    assertThat(drawn(Masks.fromPicture(RasterImage.copyOf(4, 1, rgb)))).isEqualTo("..##\n");
  }

  @Test
  void repeatsPixelsWhenAMaskGrows() {
    Mask small = mask(2, 1, 1);
    assertThat(drawn(Masks.scaled(small, 4, 2))).isEqualTo("..##\n..##\n");
  }

  @Test
  void uncoversNothingWhenAMaskShrinks() {
    Mask large = mask(5, 3, 7);
    assertThat(drawn(Masks.scaled(large, 2, 1))).isEqualTo("#.\n".replace('.', '#'));
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      int pixel = random.nextInt(width * height);
      int newWidth = 1 + random.nextInt(50);
      int newHeight = 1 + random.nextInt(50);
      Mask scaled = Masks.scaled(mask(width, height, pixel), newWidth, newHeight);
      int x = (int) ((pixel % width + 0.5) / width * newWidth);
      int row = pixel / width;
      int y = (int) ((row + 0.5) / height * newHeight);
      assertThat(scaled.hides(x, y)).as("round %d", round).isTrue();
    }
  }

  @Test
  void keepsAMaskOfTheSameSize() {
    Mask mask = mask(7, 5, 3, 4, 20);
    assertThat(Masks.scaled(mask, 7, 5)).isEqualTo(mask);
  }

  private static Mask mask(int width, int height, int... hidden) {
    BitSet bits = new BitSet();
    for (int pixel : hidden) {
      bits.set(pixel);
    }
    return Mask.copyOf(width, height, bits);
  }

  private static String drawn(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        text.append(mask.hides(x, y) ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
