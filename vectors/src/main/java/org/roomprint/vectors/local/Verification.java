package org.roomprint.vectors.local;

import java.util.List;

/**
 * Points of two pictures that one geometry explains.
 *
 * @param tentative mutual nearest neighbours before geometry
 * @param matches what the geometry explains, best first
 * @param score larger is better, 0 for none; comparable between candidates of one query
 */
public record Verification(int tentative, List<Match> matches, double score) {
  public Verification {
    matches = List.copyOf(matches);
    if (matches.size() > tentative) {
      throw new IllegalArgumentException("More matches than were there before geometry");
    }
  }

  /**
   * A pair of points.
   *
   * @param queryX pixels of the query image
   * @param queryY pixels of the query image
   * @param candidateX pixels of the candidate
   * @param candidateY pixels of the candidate
   */
  public record Match(float queryX, float queryY, float candidateX, float candidateY) {}

  /** Nothing in common. */
  public static Verification none() {
    return new Verification(0, List.of(), 0);
  }
}
