package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Resizer;

class RootSiftExtractorTest {
  private final LocalFeatureExtractor extractor = new RootSiftExtractor();

  @Test
  void findsManyPointsInsideThePicture() {
    LocalFeatures features = extractor.extract(TestScene.front(1), Optional.empty());

    assertThat(features.count()).isBetween(300, RootSiftExtractor.Settings.DEFAULT.maxPoints());
    float[] points = features.toPoints();
    for (int i = 0; i < features.count(); i++) {
      assertThat(points[LocalFeatures.POINT_VALUES * i]).isBetween(0f, (float) TestScene.SIDE);
      assertThat(points[LocalFeatures.POINT_VALUES * i + 1]).isBetween(0f, (float) TestScene.SIDE);
    }
  }

  @Test
  void givesDescriptorsOfOneLengthButForRounding() {
    byte[] descriptors = extractor.extract(TestScene.front(1), Optional.empty()).toDescriptors();
    double squares = 0;
    for (int i = 0; i < LocalFeatures.DESCRIPTOR_VALUES; i++) {
      squares += Math.pow(descriptors[i] & 0xff, 2);
    }

    assertThat(Math.sqrt(squares)).isCloseTo(512, within(30.0));
  }

  @Test
  void givesCoordinatesInPixelsOfTheOriginal() {
    RasterImage small = TestScene.front(2);
    RasterImage large = Resizer.resize(small, 4 * TestScene.SIDE, 4 * TestScene.SIDE);

    Verification verification =
        new MagsacVerifier()
            .verify(
                extractor.extract(small, Optional.empty()),
                extractor.extract(large, Optional.empty()));

    assertThat(verification.matches()).hasSizeGreaterThan(100);
    assertThat(verification.matches().stream().limit(50))
        .allSatisfy(match -> {
          assertThat(match.candidateX()).isCloseTo(4 * match.queryX(), within(8f));
          assertThat(match.candidateY()).isCloseTo(4 * match.queryY(), within(8f));
        });
  }

  @Test
  void leavesOutPointsInsideTheMask() {
    BitSet hidden = new BitSet();
    for (int y = 0; y < TestScene.SIDE; y++) {
      hidden.set(y * TestScene.SIDE, y * TestScene.SIDE + TestScene.SIDE / 2);
    }
    Mask mask = Mask.copyOf(TestScene.SIDE, TestScene.SIDE, hidden);

    LocalFeatures features = extractor.extract(TestScene.front(1), Optional.of(mask));

    assertThat(features.count()).isGreaterThan(100);
    float[] points = features.toPoints();
    for (int i = 0; i < features.count(); i++) {
      assertThat(points[LocalFeatures.POINT_VALUES * i]).isGreaterThan(TestScene.SIDE / 2f);
    }
  }

  @Test
  void findsNothingInAnEmptyWall() {
    RasterImage grey = RasterImage.copyOf(100, 80, new byte[100 * 80 * 3]);

    assertThat(extractor.extract(grey, Optional.empty())).isEqualTo(LocalFeatures.none(100, 80));
  }

  @Test
  void findsNothingInAPictureOfOnePixel() {
    RasterImage pixel = RasterImage.copyOf(1, 1, new byte[3]);

    assertThat(extractor.extract(pixel, Optional.empty()).count()).isZero();
  }

  @Test
  void givesTheSameToManyThreadsAtOnce() throws Exception {
    RasterImage picture = TestScene.front(3);
    LocalFeatures expected = extractor.extract(picture, Optional.empty());
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<LocalFeatures>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(threads.submit(() -> extractor.extract(picture, Optional.empty())));
      }
      for (Future<LocalFeatures> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }
}
