package org.roomprint.vectors.search;

import java.util.List;
import java.util.Optional;

/**
 * How often the right hotel came first when as much of the query was hidden, or more, and the mask
 * was given, as {@code roomprint evaluate} found it with the model that ships
 * (docs/recognition.md).
 */
public final class ExpectedRecall {
  private static final List<Level> MEASURED = List.of(new Level(0.30, 0.85), new Level(0.50, 0.84));

  private ExpectedRecall() {}

  /**
   * One level of occlusion.
   *
   * @param upTo largest hidden share of it, 0..1
   * @param first share of the queries whose hotel came first, 0..1
   */
  private record Level(double upTo, double first) {}

  /**
   * The share of measured searches whose hotel came first, of those in which the gallery held it.
   *
   * @param hiddenShare of the query image, 0..1
   * @return empty where more is hidden than was measured
   */
  public static Optional<Double> first(double hiddenShare) {
    return MEASURED.stream()
        .filter(level -> hiddenShare <= level.upTo())
        .findFirst()
        .map(Level::first);
  }
}
