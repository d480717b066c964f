package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalFeaturesTest {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 1200;

  private final Random random = new Random(20261130);

  @Test
  void givesTheSameFromItsBytes() {
    for (int count : new int[] {0, 1, 2, 317}) {
      LocalFeatures features = features(count);
      byte[] bytes = features.toBytes();

      assertThat(LocalFeatures.ofBytes(ByteBuffer.wrap(bytes))).isEqualTo(features.rounded());
      assertThat(features.rounded().toBytes()).isEqualTo(bytes);
      assertThat(bytes).hasSize(12 + count * 42);
    }
  }

  @Test
  void keepsPlacesToAnEighthOfAPixelAndDirectionsToLessThanADegree() {
    float[] points = points(200);
    float[] kept =
        LocalFeatures.of(WIDTH, HEIGHT, points, new byte[200 * LocalFeatures.DESCRIPTOR_VALUES])
            .rounded()
            .toPoints();

    for (int i = 0; i < points.length; i += LocalFeatures.POINT_VALUES) {
      assertThat(kept[i]).isCloseTo(points[i], within(WIDTH / 8192f + 1e-3f));
      assertThat(kept[i + 1]).isCloseTo(points[i + 1], within(HEIGHT / 8192f + 1e-3f));
      assertThat(kept[i + 2]).isCloseTo(points[i + 2], within(360 / 512f + 1e-3f));
    }
  }

  @Test
  void isTheSameWhenItIsRoundedOnceMore() {
    LocalFeatures once = features(100).rounded();

    assertThat(once.rounded()).isEqualTo(once);
  }

  @Test
  void roundsNothingOfAQueryButCutsWhatIsAboveAByte() {
    float[] points = points(1);
    byte[] descriptors = new byte[LocalFeatures.DESCRIPTOR_VALUES];
    descriptors[0] = 13;
    descriptors[1] = (byte) 200;

    LocalFeatures query = LocalFeatures.of(WIDTH, HEIGHT, points, descriptors);

    assertThat(query.toPoints()).containsExactly(points);
    assertThat(query.toDescriptors()).startsWith(13, 127, 0);
    assertThat(query.rounded().toDescriptors()).startsWith(4, 107, 4);
  }

  @Test
  void mirrorsToWhatCanBeKept() {
    LocalFeatures mirrored = features(100).rounded().mirrored();

    assertThat(mirrored.rounded()).isEqualTo(mirrored);
  }

  @Test
  void refusesBytesThatSayWhatNoneCanSay() {
    byte[] bytes = features(3).toBytes();

    assertThatThrownBy(() -> LocalFeatures.ofBytes(ByteBuffer.wrap(bytes, 0, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 points");
    bytes[0] = -1;
    assertThatThrownBy(() -> LocalFeatures.ofBytes(ByteBuffer.wrap(bytes)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LocalFeatures features(int count) {
    byte[] descriptors = new byte[count * LocalFeatures.DESCRIPTOR_VALUES];
    random.nextBytes(descriptors);
    return LocalFeatures.of(WIDTH, HEIGHT, points(count), descriptors);
  }

  private float[] points(int count) {
    float[] points = new float[count * LocalFeatures.POINT_VALUES];
    for (int i = 0; i < points.length; i += LocalFeatures.POINT_VALUES) {
      points[i] = random.nextFloat() * (WIDTH - 1);
      points[i + 1] = random.nextFloat() * (HEIGHT - 1);
      points[i + 2] = random.nextFloat() * 360;
    }
    return points;
  }
}
