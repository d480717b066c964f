package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.RasterImage;

class LightChangerTest {
  private static final int PICTURES = 400;

  @Test
  void thePictureStaysAsItIsWithoutAChange() {
    RasterImage picture = ramp();

    assertThat(LightChanger.change(picture, "one", LightChange.NONE)).isEqualTo(picture);
  }

  @Test
  void theSameNameAndChangeGiveTheSameLight() {
    RasterImage once = LightChanger.change(ramp(), "one", LightChange.STRONG);

    assertThat(LightChanger.change(ramp(), "one", LightChange.STRONG)).isEqualTo(once);
    assertThat(LightChanger.change(ramp(), "two", LightChange.STRONG)).isNotEqualTo(once);
    assertThat(LightChanger.change(ramp(), "one", LightChange.SLIGHT)).isNotEqualTo(once);
  }

  @Test
  void brighterStaysBrighterAndBlackStaysBlack() {
    for (int i = 0; i < PICTURES; i++) {
      RasterImage changed = LightChanger.change(ramp(), "picture " + i, LightChange.STRONG);

      assertThat(changed.rgbAt(0, 0)).isZero();
      for (int x = 1; x < changed.width(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          assertThat(changed.rgbAt(x, 0) >> shift & 0xff)
              .isGreaterThanOrEqualTo(changed.rgbAt(x - 1, 0) >> shift & 0xff);
        }
      }
    }
  }

  /** Contrast, brightness and cast of a grey of a half add up to sqrt(2 + ln(2)^2) deviations. */
  @Test
  void theChangeIsAsLargeAsItSays() {
    for (LightChange change : new LightChange[] {LightChange.SLIGHT, LightChange.STRONG}) {
      double squares = 0;
      int counted = 0;
      for (int i = 0; i < PICTURES; i++) {
        int pixel = LightChanger.change(ramp(), "picture " + i, change).rgbAt(128, 0);
        for (int shift = 0; shift <= 16; shift += 8) {
          double log = Math.log((pixel >> shift & 0xff) / 128.0);
          squares += log * log;
          counted++;
        }
      }

      double expected = change.deviation() * Math.sqrt(2 + Math.log(2) * Math.log(2));
      assertThat(Math.sqrt(squares / counted)).isBetween(0.9 * expected, 1.1 * expected);
    }
  }

  /** All greys from black to white. */
  private static RasterImage ramp() {
    byte[] rgb = new byte[256 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    return RasterImage.copyOf(256, 1, rgb);
  }
}
