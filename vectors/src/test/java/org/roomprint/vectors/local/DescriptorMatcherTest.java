package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DescriptorMatcherTest {
  private static final int VALUES = LocalFeatures.DESCRIPTOR_VALUES;

  /** What descriptors consist of. */
  private static final byte[] LEVELS = {4, 25, 48, 75, 107};

  @Test
  void findsEveryPointAmongItsNoisyCopies() {
    Random random = new Random(7);
    int count = 50;
    byte[] descriptors = new byte[count * VALUES];
    byte[] shuffled = new byte[count * VALUES];
    for (int i = 0; i < count; i++) {
      int to = (i * 17 + 3) % count;
      for (int v = 0; v < VALUES; v++) {
        int level = random.nextInt(4);
        descriptors[i * VALUES + v] = LEVELS[level];
        shuffled[to * VALUES + v] = LEVELS[level + (random.nextInt(9) == 0 ? 1 : 0)];
      }
    }

    List<DescriptorMatcher.Pair> pairs =
        DescriptorMatcher.match(features(descriptors), features(shuffled), 0.8);

    assertThat(pairs).hasSize(count);
    assertThat(pairs).allMatch(pair -> pair.candidate() == (pair.query() * 17 + 3) % count);
    assertThat(pairs).isSortedAccordingTo((a, b) -> Float.compare(a.ratio(), b.ratio()));
  }

  @Test
  void measuresTheRatioOfDistances() {
    byte[] query = new byte[VALUES];
    byte[] candidates = new byte[2 * VALUES];
    candidates[0] = LEVELS[3];
    candidates[VALUES] = LEVELS[4];

    assertThat(DescriptorMatcher.match(features(query), features(candidates), 1).getFirst().ratio())
        .isCloseTo(LEVELS[3] / (float) LEVELS[4], within(1e-6f));
  }

  @Test
  void leavesOutAPointThatHasTwoEqualNeighbours() {
    byte[] query = new byte[VALUES];
    query[5] = LEVELS[2];
    byte[] candidates = new byte[2 * VALUES];

    assertThat(DescriptorMatcher.match(features(query), features(candidates), 0.99)).isEmpty();
  }

  @Test
  void findsNothingWhereThereAreNoPoints() {
    assertThat(DescriptorMatcher.match(features(new byte[VALUES]), LocalFeatures.none(1, 1), 1))
        .isEmpty();
    assertThat(DescriptorMatcher.match(LocalFeatures.none(1, 1), features(new byte[VALUES]), 1))
        .isEmpty();
  }

  private static LocalFeatures features(byte[] descriptors) {
    return LocalFeatures.of(
        10, 10, new float[descriptors.length / VALUES * LocalFeatures.POINT_VALUES], descriptors);
  }
}
