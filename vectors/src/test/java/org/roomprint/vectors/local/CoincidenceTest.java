package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoincidenceTest {
  @Test
  void countsWaysToChoose() {
    assertThat(Coincidence.logChoose(10, 3)).isCloseTo(Math.log10(120), within(1e-9));
    assertThat(Coincidence.logChoose(10, 10)).isCloseTo(0, within(1e-9));
  }

  @Test
  void isNotSurprisedByTheMatchesThatDefineTheGeometry() {
    assertThat(Coincidence.score(100, 4, 4, -2.6)).isZero();
  }

  @Test
  void isMoreSurprisedByMoreMatchesAndLessByMoreToChooseFrom() {
    double few = Coincidence.score(30, 10, 4, -2.6);
    assertThat(Coincidence.score(30, 15, 4, -2.6)).isGreaterThan(few);
    assertThat(Coincidence.score(60, 10, 4, -2.6)).isLessThan(few);
  }
}
