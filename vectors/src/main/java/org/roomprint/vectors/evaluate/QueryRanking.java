package org.roomprint.vectors.evaluate;

import java.util.List;

/**
 * What a ranker answered to one query.
 *
 * @param query the query's photo
 * @param ranked gallery photos, best first; empty when the query failed
 * @param milliseconds from the pixels to the answer
 */
public record QueryRanking(
    EvaluationPhoto query, List<EvaluationPhoto> ranked, double milliseconds) {
  public QueryRanking {
    ranked = List.copyOf(ranked);
  }
}
