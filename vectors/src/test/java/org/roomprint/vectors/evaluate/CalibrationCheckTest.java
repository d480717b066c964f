package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.search.Calibration;

class CalibrationCheckTest {
  private static final Calibration TRUTH = new Calibration(1.5, 2, 0.1);

  @Test
  void findsTheConstantsThatTheAnswersWereDrawnFromAndTheirErrorSmall() {
    List<CalibrationCheck.Search> searches = drawn(4000);

    Calibration fitted = CalibrationCheck.fit(searches);

    assertThat(fitted.sharpness()).isCloseTo(TRUTH.sharpness(), within(0.15));
    assertThat(fitted.absent()).isCloseTo(TRUTH.absent(), within(0.3));
    assertThat(fitted.noEvidencePrior()).isCloseTo(TRUTH.noEvidencePrior(), within(0.08));
    assertThat(CalibrationCheck.measure(fitted, searches).error()).isLessThan(0.03);
  }

  @Test
  void saysHowFarStatedAndTrueAreApart() {
    // The first hotel has a probability of about 0.73 and is never right.
    CalibrationCheck.Search wrong = new CalibrationCheck.Search("h", List.of(1.0), -1, false);

    CalibrationCheck.Report report =
        CalibrationCheck.measure(new Calibration(1, 0, 0), List.of(wrong, wrong));

    assertThat(report.error()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-9));
    assertThat(report.bins().get(7).searches()).isEqualTo(2);
    assertThat(report.bins().get(7).right()).isZero();
    assertThat(report.absentTold()).isZero();
  }

  @Test
  void tellsAbsentHotelsFromPresentOnesByTheirScores() {
    CalibrationCheck.Search present = new CalibrationCheck.Search("h", List.of(9.0), 0, true);
    CalibrationCheck.Search absent = new CalibrationCheck.Search("h", List.of(0.1), -1, false);

    CalibrationCheck.Report report =
        CalibrationCheck.measure(TRUTH, List.of(present, absent, present, absent));

    assertThat(report.absentAuc()).isEqualTo(1);
    assertThat(report.absentTold()).isEqualTo(1);
    assertThat(report.presentTold()).isZero();
    assertThat(report.sureSearches()).isEqualTo(2);
    assertThat(report.sureHolds()).isEqualTo(1);
  }

  /** Searches whose right answer is drawn with the probabilities that TRUTH gives. */
  private static List<CalibrationCheck.Search> drawn(int count) {
    Random random = new Random(5);
    List<CalibrationCheck.Search> searches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Double> scores = new ArrayList<>();
      scores.add(4 * random.nextDouble());
      scores.add(scores.getFirst() * random.nextDouble());
      scores.add(scores.get(1) * random.nextDouble());
      Calibration.Probabilities probabilities = TRUTH.of(scores);
      double drawn = random.nextDouble();
      int right = -1;
      for (int hotel = 0; hotel < 3 && right < 0; hotel++) {
        drawn -= probabilities.hotels().get(hotel);
        right = drawn < 0 ? hotel : -1;
      }
      searches.add(new CalibrationCheck.Search("h" + i, scores, right, right >= 0));
    }
    return searches;
  }
}
