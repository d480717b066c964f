package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtremeValueScaleTest {
  /** Similarities of which, by design, {@code rank} are expected above the rank-th. */
  private static List<Double> exponential(double decay) {
    return IntStream.rangeClosed(1, 200).mapToObj(rank -> 0.9 - decay * Math.log(rank)).toList();
  }

  @Test
  void expectsAsManyUnrelatedPicturesAsThereAre() {
    ExtremeValueScale scale = ExtremeValueScale.fit(exponential(0.02));

    assertThat(scale.evidence(0.9)).isCloseTo(0, within(1e-9));
    assertThat(scale.evidence(0.9 - 0.02 * Math.log(10))).isCloseTo(-1, within(1e-9));
    assertThat(scale.evidence(0.9 + 0.02 * Math.log(1000))).isCloseTo(3, within(1e-9));
  }

  @Test
  void doesNotDependOnTheScaleOfAModel() {
    ExtremeValueScale narrow = ExtremeValueScale.fit(exponential(0.002));
    ExtremeValueScale wide = ExtremeValueScale.fit(exponential(0.05));

    assertThat(narrow.evidence(0.9 + 0.002)).isCloseTo(wide.evidence(0.9 + 0.05), within(1e-9));
  }

  @Test
  void givesFiniteEvidenceHoweverFewNeighboursThereAre() {
    assertThat(ExtremeValueScale.fit(List.of()).evidence(0.5)).isFinite();
    assertThat(ExtremeValueScale.fit(List.of(0.7)).evidence(0.7)).isFinite();
    assertThat(ExtremeValueScale.fit(List.of(0.7, 0.7, 0.7)).evidence(0.7)).isFinite();
    assertThat(ExtremeValueScale.fit(List.of(0.7, 0.6)).evidence(0.7))
        .isGreaterThan(ExtremeValueScale.fit(List.of(0.7, 0.6)).evidence(0.6));
  }
}
