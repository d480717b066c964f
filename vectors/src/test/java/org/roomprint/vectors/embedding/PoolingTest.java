package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingTest {
  @Test
  void firstTakesTheFirstTokenOfEveryPicture() {
    float[] tokens = {1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(Pooling.FIRST.pool(tokens, new long[] {2, 2, 2})).containsExactly(1, 2, 5, 6);
  }

  @Test
  void meanIsOverTokensOrOverThePlacesOfAMap() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(Pooling.MEAN.pool(values, new long[] {2, 2, 2})).containsExactly(2, 3, 6, 7);
    assertThat(Pooling.MEAN.pool(values, new long[] {2, 2, 1, 2}))
        .containsExactly(1.5f, 3.5f, 5.5f, 7.5f);
  }

  @Test
  void gemIsTheCubicMeanOfWhatIsAboveNothing() {
    float[] map = {1, 3, -5, 0};

    float[] pooled = Pooling.GEM.pool(map, new long[] {1, 2, 1, 2});

    assertThat(pooled[0]).isCloseTo((float) Math.cbrt(14), within(1e-6f));
    assertThat(pooled[1]).isCloseTo(0, within(1e-5f));
  }
}
