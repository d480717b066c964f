package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtentTest {
  /** A grid of 11 x 11 points, 10 px apart, and one point far away. */
  private static float[] gridAndStray() {
    float[] points = new float[2 * 122];
    for (int i = 0; i < 121; i++) {
      points[2 * i] = 100 + 10 * (i % 11);
      points[2 * i + 1] = 200 + 10 * (i / 11);
    }
    points[242] = 600;
    points[243] = 20;
    return points;
  }

  @Test
  void hullIsTheAreaOfMostPointsWhateverASingleOneDoes() {
    float[] points = gridAndStray();

    double withStray = Extent.hull(indices(122), points);

    assertThat(withStray).isBetween(8_000.0, 10_000.0);
    assertThat(Extent.hull(indices(121), points)).isCloseTo(withStray, within(500.0));
    assertThat(Extent.hull(List.of(0, 1), points)).isZero();
  }

  @Test
  void roundnessIsNextToNothingForPointsOnALine() {
    float[] line = new float[40];
    for (int i = 0; i < 20; i++) {
      line[2 * i] = 30 * i;
      line[2 * i + 1] = 20 * i + i % 2;
    }

    assertThat(Extent.roundness(indices(20), line)).isLessThan(0.01);
    assertThat(Extent.roundness(indices(121), gridAndStray())).isCloseTo(1, within(0.01));
  }

  private static List<Integer> indices(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
