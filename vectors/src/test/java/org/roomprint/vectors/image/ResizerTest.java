package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roomprint.vectors.embedding.SelfTestPicture;

class ResizerTest {
  /** The hashes were printed by Pillow 12, {@code Image.resize(size, Image.BILINEAR)}. */
  @ParameterizedTest
  @CsvSource({
    "83,61,32,32,49eaa9cb1c65ce293aa160c4e61bca01081d629ab4f0b5042aeccbd6dd4c5ec4",
    "40,30,97,75,a461e595b0a6fe0015fe918c4929649976d65c4f5a46e33fae5f87c590656612",
    "200,150,7,150,ed1e53b584102ecf51104b741c1ac4df89cbef1d850608f637a09d70f3bb242c",
    "90,70,90,3,f23a82306f37420bec0e6fdc3355123b28c9389605e127f49fdf6a719265cd03",
    "5,4,1,1,77783adf185eed001b070e7e8527c235267b3bab2b9add1a4ea41704542b468e"
  })
  void equalsPillowByteForByte(int width, int height, int toWidth, int toHeight, String sha256) {
    RasterImage scaled = Resizer.resize(SelfTestPicture.of(width, height), toWidth, toHeight);

    assertThat(scaled.width()).isEqualTo(toWidth);
    assertThat(scaled.height()).isEqualTo(toHeight);
    assertThat(ContentHash.of(scaled.toRgb()).hex()).isEqualTo(sha256);
  }

  @Test
  void fitsTheLongerSideAndKeepsTheProportions() {
    RasterImage fitted = Resizer.fitWithin(SelfTestPicture.of(300, 150), 100);

    assertThat(fitted.width()).isEqualTo(100);
    assertThat(fitted.height()).isEqualTo(50);
  }

  @Test
  void givesASmallerPictureBackAsItIs() {
    RasterImage small = SelfTestPicture.of(30, 15);

    assertThat(Resizer.fitWithin(small, 100)).isSameAs(small);
  }

  @Test
  void refusesASizeOfNothing() {
    assertThatThrownBy(() -> Resizer.resize(SelfTestPicture.of(3, 3), 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 x 1 px, not 0 x 5");
  }
}
