package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.RasterImage;

/** How an edited copy is said to lie over the picture that it was made of. */
class CopyTransformTest {
  private static final double PIXELS = 1;
  private static final double SHARE = 0.01;

  private final MagsacVerifier verifier = new MagsacVerifier();
  private final RasterImage wall = TestScene.front(11);

  /** Two thirds of the wall's width and half of its height, enlarged. */
  private final RasterImage crop =
      TestScene.seen(wall, 400, 300, new TestScene.View(0.8, 70, 50, 0));

  private static LocalFeatures features(RasterImage picture) {
    return new RootSiftExtractor().extract(picture, Optional.empty());
  }

  @Test
  void ofACropItSaysWhereItWasCutOutAndHowMuchItShows() {
    CopyTransform copy = verifier.verify(features(crop), features(wall)).copy().orElseThrow();

    assertMap(copy, 0.8, 0, 70, 0, 0.8, 50);
    assertThat(copy.isMirrored()).isFalse();
    assertThat(copy.scale()).isCloseTo(0.8, within(0.01));
    assertThat(copy.rotationDegrees()).isCloseTo(0, within(0.5));
    assertThat(copy.queryShare()).isCloseTo(1, within(SHARE));
    assertThat(copy.candidateShare())
        .isCloseTo(320 * 240 / (double) (TestScene.SIDE * TestScene.SIDE), within(SHARE));
  }

  @Test
  void changedOverItSaysTheSameTheOtherWayRound() {
    CopyTransform copy = verifier.verify(features(wall), features(crop)).copy().orElseThrow();

    assertMap(copy, 1.25, 0, -87.5, 0, 1.25, -62.5);
    assertThat(copy.candidateShare()).isCloseTo(1, within(SHARE));
  }

  @Test
  void ofAMirroredCropItSaysSo() {
    CopyTransform copy =
        verifier.verifyMirrored(features(crop.mirrored()), features(wall)).copy().orElseThrow();

    assertMap(copy, -0.8, 0, 70 + 0.8 * 399, 0, 0.8, 50);
    assertThat(copy.isMirrored()).isTrue();
    assertThat(copy.rotationDegrees()).isCloseTo(0, within(0.5));
  }

  @Test
  void ofATurnedPictureItSaysByHowMuch() {
    CopyTransform copy =
        verifier.verify(features(wall), features(TestScene.turned(wall))).copy().orElseThrow();

    assertThat(copy.isMirrored()).isFalse();
    assertThat(copy.rotationDegrees()).isCloseTo(90, within(0.5));
  }

  @Test
  void anotherViewHasNone() {
    RasterImage aslant = TestScene.seen(wall, 400, 400, new TestScene.View(1.1, 20, -10, 0.0006));

    assertThat(verifier.verify(features(aslant), features(wall)).copy()).isEmpty();
  }

  private static void assertMap(
      CopyTransform copy, double xx, double xy, double x0, double yx, double yy, double y0) {
    assertThat(copy.xx()).isCloseTo(xx, within(0.01));
    assertThat(copy.xy()).isCloseTo(xy, within(0.01));
    assertThat(copy.x0()).isCloseTo(x0, within(2 * PIXELS));
    assertThat(copy.yx()).isCloseTo(yx, within(0.01));
    assertThat(copy.yy()).isCloseTo(yy, within(0.01));
    assertThat(copy.y0()).isCloseTo(y0, within(2 * PIXELS));
  }
}
