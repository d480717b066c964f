package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedRecallTest {
  @Test
  void theMoreIsHiddenTheLessIsExpected() {
    double last = 1;
    for (double hidden : new double[] {0, 0.1, 0.2, 0.4}) {
      double expected = ExpectedRecall.first(hidden).orElseThrow();

      assertThat(expected).isBetween(0.3, last);
      last = expected;
    }
  }

  @Test
  void nothingIsExpectedOfWhatWasNotMeasured() {
    assertThat(ExpectedRecall.first(0.51)).isEmpty();
  }
}
