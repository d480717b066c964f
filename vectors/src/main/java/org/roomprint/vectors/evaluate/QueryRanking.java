package org.roomprint.vectors.evaluate;

import java.util.List;

/**
 * What a ranker answered to one query.
 *
 * @param query the query's photo
 * @param ranked gallery photos, best first; empty when the query failed
 * @param hotels ranked hotels, best first; empty when they are ranked by their best photo
 * @param scores of the hotels, in their order; empty when they have none that can be calibrated
 * @param sameRoom of the ranked photos those said to show the same room, not merely to look alike
 * @param sameObject of the ranked photos those said to show one object of the query's, and no more
 * @param milliseconds from the pixels to the answer
 */
public record QueryRanking(
    EvaluationPhoto query,
    List<EvaluationPhoto> ranked,
    List<String> hotels,
    List<Double> scores,
    List<EvaluationPhoto> sameRoom,
    List<EvaluationPhoto> sameObject,
    double milliseconds) {
  public QueryRanking {
    ranked = List.copyOf(ranked);
    hotels = List.copyOf(hotels);
    scores = List.copyOf(scores);
    sameRoom = List.copyOf(sameRoom);
    sameObject = List.copyOf(sameObject);
  }

  /** Hotels ranked by their best photo. */
  public static QueryRanking byPhotos(
      EvaluationPhoto query, List<EvaluationPhoto> ranked, double milliseconds) {
    return new QueryRanking(
        query, ranked, List.of(), List.of(), List.of(), List.of(), milliseconds);
  }
}
