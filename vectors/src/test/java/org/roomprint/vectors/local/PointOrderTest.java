package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointOrderTest {
  private static final int POINTS = 40;
  private static final List<Integer> ALL = IntStream.range(0, POINTS).boxed().toList();

  private final float[] from = scattered();

  @Test
  void keepsAllPointsThatKeepTheirOrder() {
    float[] to = from.clone();
    for (int i = 0; i < POINTS; i++) {
      to[2 * i] = 0.7f * from[2 * i] + 0.2f * from[2 * i + 1] + 30;
      to[2 * i + 1] = 0.8f * from[2 * i + 1] - 0.1f * from[2 * i];
    }

    assertThat(PointOrder.kept(ALL, from, to, PointOrder.PROOF)).isEqualTo(ALL);
  }

  @Test
  void keepsAForegroundThatIsShiftedAgainstItsBackground() {
    float[] to = from.clone();
    for (int i = 0; i < POINTS; i += 4) {
      to[2 * i] += 15;
    }

    assertThat(PointOrder.kept(ALL, from, to, PointOrder.PROOF)).hasSizeGreaterThan(POINTS - 4);
  }

  @Test
  void leavesNextToNothingOfPointsThatAreMirrored() {
    float[] to = from.clone();
    for (int i = 0; i < POINTS; i++) {
      to[2 * i] = 640 - from[2 * i];
    }

    assertThat(PointOrder.kept(ALL, from, to, PointOrder.PROOF)).hasSizeLessThan(5);
  }

  @Test
  void leavesOneOfTwoCushionsThatHaveChangedPlaces() {
    float[] cushions = new float[2 * POINTS];
    float[] to = new float[2 * POINTS];
    for (int i = 0; i < POINTS; i++) {
      boolean isLeft = i < POINTS / 2;
      cushions[2 * i] = from[2 * i] / 6 + (isLeft ? 100 : 300);
      cushions[2 * i + 1] = from[2 * i + 1] / 6 + 200;
      to[2 * i] = from[2 * i] / 6 + (isLeft ? 300 : 100);
      to[2 * i + 1] = from[2 * i + 1] / 6 + 200;
    }

    List<Integer> kept = PointOrder.kept(ALL, cushions, to, PointOrder.PROOF);

    long left = kept.stream().filter(i -> i < POINTS / 2).count();
    assertThat(Math.min(left, kept.size() - left)).isLessThan(4);
    assertThat(Math.max(left, kept.size() - left)).isGreaterThan(POINTS / 4);
  }

  @Test
  void leavesOutTheFewMatchesThatCross() {
    float[] to = from.clone();
    for (int i = 0; i < 6; i++) {
      to[2 * i] = 640 - from[2 * i];
      to[2 * i + 1] = 480 - from[2 * i + 1];
    }

    assertThat(PointOrder.kept(ALL, from, to, PointOrder.PROOF))
        .containsAll(ALL.subList(6, POINTS))
        .hasSizeLessThan(POINTS - 2);
  }

  private static float[] scattered() {
    Random random = new Random(7);
    float[] points = new float[2 * POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[2 * i] = random.nextFloat(640);
      points[2 * i + 1] = random.nextFloat(480);
    }
    return points;
  }
}
