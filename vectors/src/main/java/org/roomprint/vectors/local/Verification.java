package org.roomprint.vectors.local;

import java.util.List;
import java.util.Optional;

/**
 * Points of two pictures that one geometry explains.
 *
 * @param tentative mutual nearest neighbours before geometry
 * @param matches what the geometry explains, best first
 * @param score larger is better, 0 for none; comparable between candidates of one query
 * @param shared what this says that the pictures have in common
 * @param copy how one lies over the other where it is an edited copy ({@link
 *     SharedContent#PICTURE})
 */
public record Verification(
    int tentative,
    List<Match> matches,
    double score,
    SharedContent shared,
    Optional<CopyTransform> copy) {
  /** Of two pictures neither of which is known to be a copy of the other. */
  public Verification(int tentative, List<Match> matches, double score, SharedContent shared) {
    this(tentative, matches, score, shared, Optional.empty());
  }

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
  public record Match(float queryX, float queryY, float candidateX, float candidateY) {
    private Match swapped() {
      return new Match(candidateX, candidateY, queryX, queryY);
    }
  }

  /**
   * The same, of a query that had been mirrored, with the points where the query has them.
   *
   * @param width of the query in pixels
   */
  Verification ofMirroredQuery(int width) {
    return new Verification(
        tentative,
        matches.stream()
            .map(match ->
                new Match(
                    width - 1 - match.queryX(),
                    match.queryY(),
                    match.candidateX(),
                    match.candidateY()))
            .toList(),
        score,
        shared,
        copy.map(transform -> transform.ofMirroredQuery(width)));
  }

  /** The same with query and candidate changed over. */
  Verification swapped() {
    return new Verification(
        tentative,
        matches.stream().map(Match::swapped).toList(),
        score,
        shared,
        copy.map(CopyTransform::swapped));
  }

  /** Nothing in common. */
  public static Verification none() {
    return new Verification(0, List.of(), 0, SharedContent.NOTHING);
  }
}
