package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.image.RasterImage;

/** What is said of two drawn walls, and that it is the same whichever is searched for. */
class SharedContentTest {
  private static final TestScene.View ASLANT = new TestScene.View(1.1, 20, -10, 0.0006);
  private static final TestScene.View CROPPED = new TestScene.View(0.8, 70, 50, 0);
  private static final int STICKER = 110;
  private static final TestScene.View STICKER_ASLANT = new TestScene.View(1.1, 120, 110, 0.0006);
  private static final TestScene.View STICKER_NEAR = new TestScene.View(0.9, 130, 120, 0);

  private final MagsacVerifier verifier = new MagsacVerifier();
  private final RasterImage front = TestScene.front(11);

  @Test
  void aWallSeenAslantIsTheSameRoom() {
    assertThat(both(front, seen(front, ASLANT)).shared()).isEqualTo(SharedContent.ROOM);
  }

  @Test
  void anEditedCopyIsTheSamePicture() {
    assertThat(both(front, seen(front, CROPPED)).shared()).isEqualTo(SharedContent.PICTURE);
    assertThat(both(front, withBanner(seen(front, CROPPED))).shared())
        .isEqualTo(SharedContent.PICTURE);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void aMirroredWallIsNotTheSameRoom(long seed) {
    RasterImage wall = TestScene.front(seed);

    assertThat(both(wall, wall.mirrored()).shared()).isEqualTo(SharedContent.NOTHING);
  }

  @Test
  void aMirroredCropIsTheSamePictureWhereMirrorImagesAreLookedFor() {
    RasterImage copy = withBanner(seen(front, CROPPED).mirrored());

    Verification mirrored = verifier.verifyMirrored(features(copy), features(front));

    assertThat(mirrored.shared()).isEqualTo(SharedContent.PICTURE);
    assertThat(mirrored.matches())
        .hasSizeGreaterThan(50)
        .allSatisfy(match ->
            assertThat(match.candidateX())
                .isCloseTo(0.8f * (copy.width() - 1 - match.queryX()) + 70, within(4f)));
    assertThat(verifier.verifyMirrored(features(front), features(copy)))
        .isEqualTo(mirrored.swapped());
  }

  @Test
  void mirrorImagesOfAnotherViewOrAnotherWallSayNothing() {
    assertThat(verifier.verifyMirrored(features(seen(front, ASLANT).mirrored()), features(front)))
        .isEqualTo(Verification.none());
    assertThat(verifier.verifyMirrored(features(TestScene.front(12)), features(front)))
        .isEqualTo(Verification.none());
  }

  @Test
  void oneStickerOnTwoWallsIsTheSameObject() {
    RasterImage one = with(TestScene.front(12), sticker(11, STICKER_ASLANT), 60, 80);
    RasterImage other = with(TestScene.front(13), sticker(11, STICKER_NEAR), 280, 240);

    assertThat(both(one, other).shared()).isEqualTo(SharedContent.OBJECT);
  }

  @Test
  void twoStickersThatChangedPlacesAreNotTheSameRoom() {
    RasterImage one =
        with(
            with(TestScene.front(12), sticker(11, STICKER_ASLANT), 40, 80),
            sticker(21, STICKER_ASLANT),
            330,
            80);
    RasterImage other =
        with(
            with(TestScene.front(13), sticker(11, STICKER_NEAR), 330, 90),
            sticker(21, STICKER_NEAR),
            40,
            90);

    assertThat(both(one, other).shared()).isEqualTo(SharedContent.OBJECT);
  }

  /** What is said with either of them as the query, which must be the same. */
  private Verification both(RasterImage one, RasterImage other) {
    LocalFeatures first = features(one);
    LocalFeatures second = features(other);
    Verification there = verifier.verify(first, second);
    // Turning a fitted map over twice rounds its last digit.
    assertThat(verifier.verify(second, first))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
        .isEqualTo(there.swapped());
    return there;
  }

  private static RasterImage sticker(long seed, TestScene.View view) {
    return TestScene.seen(TestScene.front(seed), STICKER, STICKER, view);
  }

  private static RasterImage with(RasterImage wall, RasterImage sticker, int left, int top) {
    byte[] rgb = wall.toRgb();
    byte[] pasted = sticker.toRgb();
    for (int y = 0; y < sticker.height(); y++) {
      System.arraycopy(
          pasted,
          y * sticker.width() * 3,
          rgb,
          ((top + y) * wall.width() + left) * 3,
          sticker.width() * 3);
    }
    return RasterImage.copyOf(wall.width(), wall.height(), rgb);
  }

  /** The lower fifth of the picture under a banner. */
  private static RasterImage withBanner(RasterImage picture) {
    int height = picture.height() / 5;
    return with(
        picture,
        TestScene.seen(
            TestScene.front(99), picture.width(), height, new TestScene.View(1, 0, 0, 0)),
        0,
        picture.height() - height);
  }

  private static LocalFeatures features(RasterImage picture) {
    return new RootSiftExtractor().extract(picture, Optional.empty());
  }

  private static RasterImage seen(RasterImage wall, TestScene.View view) {
    return TestScene.seen(wall, 400, 360, view);
  }
}
