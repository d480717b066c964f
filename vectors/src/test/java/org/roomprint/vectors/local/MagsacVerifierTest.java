package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.image.RasterImage;

class MagsacVerifierTest {
  private static final TestScene.View ASLANT = new TestScene.View(1.1, 20, -10, 0.0006);
  private static final TestScene.View CROPPED = new TestScene.View(0.8, 70, 50, 0);

  private final GeometricVerifier verifier = new MagsacVerifier();

  @Test
  void verifiesTheSameWallSeenAslant() {
    RasterImage front = TestScene.front(11);

    Verification verification = verifier.verify(features(front), features(seen(front, ASLANT)));

    assertThat(verification.score()).isGreaterThan(20);
    assertThat(verification.matches()).hasSizeGreaterThan(40);
    assertThat(verification.tentative()).isGreaterThanOrEqualTo(verification.matches().size());
  }

  @Test
  void matchesPointsWhereTheyAre() {
    RasterImage front = TestScene.front(11);

    Verification verification = verifier.verify(features(front), features(seen(front, CROPPED)));

    assertThat(verification.matches().stream().limit(40))
        .allSatisfy(match -> {
          assertThat(match.queryX()).isCloseTo(0.8f * match.candidateX() + 70, within(4f));
          assertThat(match.queryY()).isCloseTo(0.8f * match.candidateY() + 50, within(4f));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void doesNotVerifyAnotherWall(long seed) {
    LocalFeatures one = features(TestScene.front(11));
    LocalFeatures other = features(TestScene.front(seed));

    assertThat(verifier.verify(one, other).score()).isLessThan(MagsacVerifier.VERIFIED_SCORE);
  }

  @Test
  void givesTheSameAnswerAgain() {
    LocalFeatures query = features(TestScene.front(11));
    LocalFeatures candidate = features(seen(TestScene.front(11), ASLANT));

    assertThat(verifier.verify(query, candidate)).isEqualTo(verifier.verify(query, candidate));
  }

  @Test
  void findsNothingWhereThereAreNoPoints() {
    assertThat(verifier.verify(LocalFeatures.none(9, 9), features(TestScene.front(1))))
        .isEqualTo(Verification.none());
  }

  @Test
  void countsMatchesOfOneSmallAreaAsFew() {
    RasterImage front = TestScene.front(11);
    // A sticker of 64 x 64 px in the corner of another wall.
    RasterImage other = TestScene.front(12);
    byte[] rgb = other.toRgb();
    for (int y = 0; y < 64; y++) {
      System.arraycopy(
          front.toRgb(),
          ((100 + y) * TestScene.SIDE + 100) * 3,
          rgb,
          (y * TestScene.SIDE + 10) * 3,
          64 * 3);
    }
    RasterImage pasted = RasterImage.copyOf(TestScene.SIDE, TestScene.SIDE, rgb);

    double whole = verifier.verify(features(front), features(front)).score();
    double sticker = verifier.verify(features(front), features(pasted)).score();

    assertThat(sticker).isLessThan(whole / 10);
  }

  @Test
  void seesNoSameRoomInTheSameBanner() {
    RasterImage one = withBanner(TestScene.front(11), 300);
    RasterImage other = withBanner(TestScene.front(12), 180);

    assertThat(verifier.verify(features(one), features(other)).score())
        .isLessThan(MagsacVerifier.VERIFIED_SCORE);
  }

  @Test
  void seesTheSameRoomBehindTheSameBanner() {
    RasterImage one = withBanner(TestScene.front(11), 300);
    RasterImage other = withBanner(seen(TestScene.front(11), ASLANT), 180);

    Verification verification = verifier.verify(features(one), features(other));

    assertThat(verification.score()).isGreaterThan(20);
    assertThat(verification.matches())
        .filteredOn(match -> Math.abs(match.queryY() - match.candidateY() - 120) < 0.5)
        .hasSizeLessThan(verification.matches().size() / 10);
  }

  @Test
  void keepsTheMatchesOfACopyThatIsCroppedOrOverlaid() {
    RasterImage front = TestScene.front(11);
    RasterImage crop = seen(front, new TestScene.View(1, 70, 50, 0));

    assertThat(verifier.verify(features(front), features(crop)).matches()).hasSizeGreaterThan(200);
    assertThat(verifier.verify(features(front), features(withBanner(front, 300))).matches())
        .hasSizeGreaterThan(200);
  }

  /** As a board puts it over every ad: the same shapes, 400 x 90 px, from that row down. */
  private static RasterImage withBanner(RasterImage picture, int top) {
    RasterImage banner = TestScene.front(99);
    byte[] rgb = picture.toRgb();
    for (int y = 0; y < 90; y++) {
      System.arraycopy(
          banner.toRgb(), y * TestScene.SIDE * 3, rgb, (top + y) * picture.width() * 3, 390 * 3);
    }
    return RasterImage.copyOf(picture.width(), picture.height(), rgb);
  }

  private static LocalFeatures features(RasterImage picture) {
    return new RootSiftExtractor().extract(picture, Optional.empty());
  }

  private static RasterImage seen(RasterImage front, TestScene.View view) {
    return TestScene.seen(front, 400, 360, view);
  }
}
