package org.roomprint.vectors.index;

import java.util.List;

/**
 * Nearest neighbours and what finding them cost.
 *
 * @param hits best first
 * @param visited vectors that were compared
 */
public record KnnAnswer(List<Hit> hits, long visited) {
  public KnnAnswer {
    hits = List.copyOf(hits);
  }

  /**
   * A neighbour.
   *
   * @param picture found
   * @param similarity cosine in full precision, -1..1
   */
  public record Hit(PictureRef picture, double similarity) {}
}
