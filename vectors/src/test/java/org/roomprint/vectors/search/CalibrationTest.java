package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
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
  void givesTheFirstHotelTheNoEvidencePrior() {
    Calibration.Probabilities probabilities = new Calibration(1, 0, 0.2).of(List.of(0.0, 0.0));

    assertThat(probabilities.hotels().getFirst()).isCloseTo(1.2 / 3, within(1e-9));
    assertThat(probabilities.hotels().get(1)).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(probabilities.notInGallery()).isCloseTo(0.8 / 3, within(1e-9));
    assertThat(new Calibration(1, 0, 0.2).of(List.of()).notInGallery()).isEqualTo(1);
  }

  @Test
  void aPartOfTheGalleryMakesNoHotelLessLikely() {
    List<Double> found = List.of(1.0, -0.5);
    List<Double> outside = List.of(0.8, 0.0);
    Calibration.Probabilities whole = calibration.of(List.of(1.0, 0.8, 0.0, -0.5));
    Calibration.Probabilities alone = calibration.ofPart(found, List.of(), outside);
    Calibration.Probabilities crowded =
        calibration.ofPart(found, Collections.nCopies(500, -0.1), outside);

    assertThat(alone.hotels().getFirst()).isGreaterThan(whole.hotels().getFirst());
    assertThat(crowded.hotels().getFirst())
        .isLessThan(alone.hotels().getFirst())
        .isCloseTo(whole.hotels().getFirst(), within(1e-9));
    assertThat(crowded.hotels().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1 - crowded.notInGallery(), within(1e-9));
    assertThat(calibration.ofPart(List.of(), List.of(-0.1), List.of()).notInGallery()).isEqualTo(1);
  }

  @Test
  void refusesConstantsThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(1, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(1, 0, 1.1));
  }
}
