package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedRecallTest {
  @Test
  void isStatedUpToWhatWasMeasured() {
    for (double hidden : new double[] {0, 0.1, 0.2, 0.5}) {
      assertThat(ExpectedRecall.first(hidden)).contains(0.86);
    }
  }

  @Test
  void nothingIsExpectedOfWhatWasNotMeasured() {
    assertThat(ExpectedRecall.first(0.51)).isEmpty();
  }
}
