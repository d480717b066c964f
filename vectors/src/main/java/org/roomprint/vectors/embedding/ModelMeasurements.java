package org.roomprint.vectors.embedding;

import java.util.Optional;

/**
 * What was measured of searches with a model: {@code measured} in its {@code model.json}. A model
 * without them finds as well, but no probability is stated of what it finds.
 *
 * @param calibration constants by which scores become probabilities
 * @param expectedRecall how often the right hotel came first; absent where that was not measured
 */
public record ModelMeasurements(Calibration calibration, Optional<ExpectedRecall> expectedRecall) {
  /**
   * Constants of {@code org.roomprint.vectors.search.Calibration}, as {@code roomprint evaluate
   * --open-set} fits them.
   *
   * @param sharpness by which a score is multiplied, above 0
   * @param absent what speaks for a hotel that is not in the gallery, on the same scale
   * @param noEvidencePrior share of the searches without evidence whose first hotel is right, 0..1
   */
  public record Calibration(double sharpness, double absent, double noEvidencePrior) {}

  /**
   * How often the right hotel came first when as much of the query was hidden, or more, and the
   * mask was given: the least of all levels of occlusion.
   *
   * @param first share of the searches whose hotel the gallery held, 0..1
   * @param mostHidden largest hidden share of a query that was measured, 0..1
   */
  public record ExpectedRecall(double first, double mostHidden) {
    /** The share that is expected; empty where more is hidden than was measured. */
    public Optional<Double> of(double hiddenShare) {
      return hiddenShare <= mostHidden ? Optional.of(first) : Optional.empty();
    }
  }
}
