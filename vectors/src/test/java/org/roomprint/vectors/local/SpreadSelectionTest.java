package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadSelectionTest {
  @Test
  void takesTheStrongestOfEveryCellBeforeTheSecondOfAny() {
    float[] points = {5, 5, 1, 0, 6, 6, 1, 0, 95, 95, 1, 0};
    float[] responses = {0.9f, 0.8f, 0.1f};

    assertThat(SpreadSelection.choose(points, responses, 100, 100, 2)).containsExactly(0, 2);
  }

  @Test
  void neverTakesAPointWithoutResponse() {
    float[] points = {5, 5, 1, 0, 6, 6, 1, 0};
    float[] responses = {Float.NaN, 0.1f};

    assertThat(SpreadSelection.choose(points, responses, 100, 100, 2)).containsExactly(1);
  }
}
