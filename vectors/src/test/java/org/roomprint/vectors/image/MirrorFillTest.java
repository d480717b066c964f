package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MirrorFillTest {
  @Test
  void mirrorsWhatLiesBesideAHiddenEdgeAndFoldsItBack() {
    RasterImage row = greys(10, 20, 30, 0, 0, 0, 0, 0);
    RasterImage filled = MirrorFill.fill(row, hidden(8, 1, 3, 8));
    assertThat(greys(filled)).containsExactly(10, 20, 30, 30, 20, 10, 10, 20);
  }

  @Test
  void weighsTheNearerSideMore() {
    RasterImage row = greys(0, 255, 255, 255, 100);
    assertThat(greys(MirrorFill.fill(row, hidden(5, 1, 1, 4)))).containsExactly(0, 10, 50, 90, 100);
  }

  @Test
  void leavesVisiblePixelsUntouchedAndTakesNothingFromHiddenOnes() {
    RasterImage picture = DrawnPictures.scene(60, 45, 9);
    Mask mask = triangle();
    byte[] other = picture.toRgb();
    for (int pixel : mask.toBits().stream().toArray()) {
      other[pixel * 3] ^= 0x55;
      other[pixel * 3 + 1] ^= 0x33;
    }
    RasterImage filled = MirrorFill.fill(picture, mask);
    assertThat(MirrorFill.fill(RasterImage.copyOf(60, 45, other), mask)).isEqualTo(filled);
    for (int y = 0; y < 45; y++) {
      for (int x = 0; x < 60; x++) {
        if (!mask.hides(x, y)) {
          assertThat(filled.rgbAt(x, y)).isEqualTo(picture.rgbAt(x, y));
        }
      }
    }
  }

  @Test
  void fillsAFlatPictureFlatWhateverTheMask() {
    byte[] rgb = new byte[60 * 45 * 3];
    Arrays.fill(rgb, (byte) 77);
    RasterImage flat = RasterImage.copyOf(60, 45, rgb);
    assertThat(MirrorFill.fill(flat, triangle())).isEqualTo(flat);
  }

  @Test
  void fillsPixelsWhoseRowAndColumnAreHiddenInAnotherRound() {
    BitSet cross = new BitSet();
    cross.set(0, 25);
    cross.clear(0);
    RasterImage picture = RasterImage.copyOf(5, 5, DrawnPictures.scene(5, 5, 2).toRgb());
    int corner = picture.rgbAt(0, 0);
    RasterImage filled = MirrorFill.fill(picture, Mask.copyOf(5, 5, cross));
    for (int pixel = 0; pixel < 25; pixel++) {
      assertThat(filled.rgbAt(pixel % 5, pixel / 5)).isEqualTo(corner);
    }
  }

  @Test
  void givesMiddleGreyWhenEverythingIsHidden() {
    RasterImage filled = MirrorFill.fill(greys(1, 2, 3), hidden(3, 1, 0, 3));
    assertThat(greys(filled)).containsOnly(MirrorFill.NOTHING_KNOWN_GREY);
  }

  @Test
  void givesThePictureItselfWhenNothingIsHidden() {
    RasterImage picture = greys(1, 2, 3);
    assertThat(MirrorFill.fill(picture, hidden(3, 1, 0, 0))).isSameAs(picture);
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    assertThatThrownBy(() -> MirrorFill.fill(greys(1, 2, 3), hidden(4, 1, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of one size");
  }

  private static Mask triangle() {
    BitSet bits = new BitSet();
    for (int y = 5; y < 40; y++) {
      bits.set(y * 60 + 10, y * 60 + 10 + (y - 5));
    }
    return Mask.copyOf(60, 45, bits);
  }

  private static Mask hidden(int width, int height, int from, int to) {
    BitSet bits = new BitSet();
    bits.set(from, to);
    return Mask.copyOf(width, height, bits);
  }

  private static RasterImage greys(int... row) {
    byte[] rgb = new byte[row.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) row[i / 3];
    }
    return RasterImage.copyOf(row.length, 1, rgb);
  }

  private static int[] greys(RasterImage row) {
    int[] greys = new int[row.width()];
    for (int x = 0; x < greys.length; x++) {
      greys[x] = row.rgbAt(x, 0) & 0xFF;
    }
    return greys;
  }
}
