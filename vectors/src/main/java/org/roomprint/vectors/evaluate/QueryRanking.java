package org.roomprint.vectors.evaluate;

import java.util.List;

/**
 * What a ranker answered to one query.
 *
 * @param query the query's photo
 * @param ranked gallery photos, best first; empty when the query failed
 * @param hotels ranked hotels, best first; empty when they are ranked by their best photo
 * @param milliseconds from the pixels to the answer
 */
public record QueryRanking(
    EvaluationPhoto query, List<EvaluationPhoto> ranked, List<String> hotels, double milliseconds) {
  public QueryRanking {
    ranked = List.copyOf(ranked);
    hotels = List.copyOf(hotels);
  }

  /** Hotels ranked by their best photo. */
  public static QueryRanking byPhotos(
      EvaluationPhoto query, List<EvaluationPhoto> ranked, double milliseconds) {
    return new QueryRanking(query, ranked, List.of(), milliseconds);
  }
}
