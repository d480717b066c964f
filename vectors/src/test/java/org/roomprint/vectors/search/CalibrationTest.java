package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Calibration calibration = new Calibration(1, 0, 0);

  @Test
  void sharesWhatIsCertainAmongTheHotelsAndTheirAbsence() {
    Calibration.Probabilities probabilities = calibration.of(List.of(0.0, 0.0, 0.0));

    assertThat(probabilities.hotels()).containsExactly(0.25, 0.25, 0.25);
    assertThat(probabilities.notInGallery()).isEqualTo(0.25);
  }

  @Test
  void isSureOfWhatChanceDoesNotExplainEvenAmongHugeScores() {
    Calibration.Probabilities probabilities = calibration.of(List.of(900.0, -3.0));

    assertThat(probabilities.hotels().getFirst()).isCloseTo(1, within(1e-9));
    assertThat(probabilities.notInGallery()).isCloseTo(0, within(1e-9));
  }

  @Test
  void saysThatNothingIsThereWhereNothingWasFound() {
    assertThat(calibration.of(List.of()).notInGallery()).isEqualTo(1);
    assertThat(calibration.of(List.of(-40.0)).notInGallery()).isCloseTo(1, within(1e-9));
  }

  @Test
  void givesTheFirstHotelItsShareOfDoubt() {
    Calibration.Probabilities probabilities = new Calibration(1, 0, 0.2).of(List.of(0.0, 0.0));

    assertThat(probabilities.hotels().getFirst()).isCloseTo(1.2 / 3, within(1e-9));
    assertThat(probabilities.hotels().get(1)).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(probabilities.notInGallery()).isCloseTo(0.8 / 3, within(1e-9));
    assertThat(new Calibration(1, 0, 0.2).of(List.of()).notInGallery()).isEqualTo(1);
  }

  @Test
  void refusesConstantsThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(1, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(1, 0, 1.1));
  }
}
