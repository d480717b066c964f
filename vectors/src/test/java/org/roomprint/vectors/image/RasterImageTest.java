package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RasterImageTest {
  /** Three wide, two high: 1 2 3 over 4 5 6, in the red channel. */
  private static RasterImage numbered() {
    byte[] rgb = new byte[3 * 2 * RasterImage.CHANNELS];
    for (int i = 0; i < 6; i++) {
      rgb[i * RasterImage.CHANNELS] = (byte) (i + 1);
    }
    return RasterImage.copyOf(3, 2, rgb);
  }

  private static String rows(RasterImage picture) {
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        rows.append(picture.rgbAt(x, y) >> 16);
      }
      rows.append(y + 1 < picture.height() ? "/" : "");
    }
    return rows.toString();
  }

  @Test
  void isTurnedClockwiseByQuarters() {
    assertThat(rows(numbered())).isEqualTo("123/456");
    assertThat(rows(numbered().turned(0))).isEqualTo("123/456");
    assertThat(rows(numbered().turned(1))).isEqualTo("41/52/63");
    assertThat(rows(numbered().turned(2))).isEqualTo("654/321");
    assertThat(rows(numbered().turned(3))).isEqualTo("36/25/14");
  }

  @Test
  void isMirroredWithLeftAndRightExchanged() {
    assertThat(rows(numbered().mirrored())).isEqualTo("321/654");
    assertThat(numbered().mirrored().mirrored()).isEqualTo(numbered());
  }

  @Test
  void isNotTurnedByMore() {
    assertThatThrownBy(() -> numbered().turned(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A picture is turned by 0 to 3 quarters, not 4");
  }
}
