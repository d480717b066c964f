package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

class SilhouetteOccluderTest {
  private final SilhouetteOccluder occluder = new SilhouetteOccluder(List.of(standing()));

  @ParameterizedTest
  @EnumSource(
      value = Occlusion.class,
      names = {"LOW", "MEDIUM", "HIGH"})
  void hidesAShareWithinTheBandForEveryShapeOfPicture(Occlusion level) {
    for (int i = 0; i < 40; i++) {
      SilhouetteOccluder.Occluded occluded =
          occluder.occlude(white(200 + 13 * i, 400 - 7 * i), "picture " + i, level);

      assertThat(level.holds(occluded.mask().orElseThrow().hiddenShare())).isTrue();
    }
  }

  @Test
  void destroysExactlyWhatTheMaskHides() {
    SilhouetteOccluder.Occluded occluded =
        occluder.occlude(white(120, 80), "one", Occlusion.MEDIUM);
    Mask mask = occluded.mask().orElseThrow();

    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 120; x++) {
        assertThat(occluded.picture().rgbAt(x, y))
            .isEqualTo(mask.hides(x, y) ? 0x7f7f7f : 0xffffff);
      }
    }
  }

  @Test
  void placesTheSamePeopleForTheSameNameAndLevel() {
    assertThat(occluder.occlude(white(120, 80), "one", Occlusion.HIGH))
        .isEqualTo(occluder.occlude(white(120, 80), "one", Occlusion.HIGH));
    assertThat(occluder.occlude(white(120, 80), "one", Occlusion.HIGH))
        .isNotEqualTo(occluder.occlude(white(120, 80), "two", Occlusion.HIGH));
  }

  private static RasterImage white(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 0xff);
    return RasterImage.copyOf(width, height, rgb);
  }

  /** A drawn figure: a head on a body. */
  private static Mask standing() {
    BitSet bits = new BitSet();
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 30; x++) {
        boolean head = (x - 15) * (x - 15) + (y - 8) * (y - 8) < 49;
        boolean body = y > 14 && x > 6 && x < 24;
        if (head || body) {
          bits.set(y * 30 + x);
        }
      }
    }
    return Mask.copyOf(30, 60, bits);
  }
}
