package org.roomprint.vectors.search;

import java.util.Optional;

/**
 * How often the right hotel came first when as much of the query was hidden, or more, and the mask
 * was given, as {@code roomprint evaluate} found it with the model that ships
 * (docs/recognition.md): the least of all levels of occlusion, which differ by a point.
 */
public final class ExpectedRecall {
  private static final double FIRST = 0.86;

  /** Largest hidden share that was measured. */
  private static final double MOST_HIDDEN = 0.50;

  private ExpectedRecall() {}

  /**
   * The share of measured searches whose hotel came first, of those in which the gallery held it.
   *
   * @param hiddenShare of the query image, 0..1
   * @return empty where more is hidden than was measured
   */
  public static Optional<Double> first(double hiddenShare) {
    return hiddenShare <= MOST_HIDDEN ? Optional.of(FIRST) : Optional.empty();
  }
}
