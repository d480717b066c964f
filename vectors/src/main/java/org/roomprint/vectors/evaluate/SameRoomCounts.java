package org.roomprint.vectors.evaluate;

import java.util.List;
import java.util.function.Function;

/**
 * How often "the same room", or "the same object", was said, and what of: what an investigator may
 * rely on when a hit says it.
 *
 * @param sameUnit photos of the query's unit of which it was said
 * @param sameHotel photos of another unit of its hotel
 * @param sameChain photos of another hotel of its chain
 * @param unrelated photos that have nothing to do with it, distractors among them
 * @param queries for which it was said of one photo at least
 * @param queriesWithWrong for which it was said of a photo of another hotel
 */
public record SameRoomCounts(
    int sameUnit, int sameHotel, int sameChain, int unrelated, int queries, int queriesWithWrong) {

  /** Counts over all queries how often "the same room" was said. */
  public static SameRoomCounts of(List<QueryRanking> rankings) {
    return of(rankings, QueryRanking::sameRoom);
  }

  /** Counts over all queries how often no more than "the same object" was said. */
  public static SameRoomCounts ofObjects(List<QueryRanking> rankings) {
    return of(rankings, QueryRanking::sameObject);
  }

  private static SameRoomCounts of(
      List<QueryRanking> rankings, Function<QueryRanking, List<EvaluationPhoto>> said) {
    int sameUnit = 0;
    int sameHotel = 0;
    int sameChain = 0;
    int unrelated = 0;
    int queries = 0;
    int queriesWithWrong = 0;
    for (QueryRanking ranking : rankings) {
      EvaluationPhoto query = ranking.query();
      boolean wrong = false;
      for (EvaluationPhoto photo : said.apply(ranking)) {
        if (photo.unit().equals(query.unit())) {
          sameUnit++;
        } else if (photo.hotel().equals(query.hotel())) {
          sameHotel++;
        } else {
          wrong = true;
          if (query.chain().isPresent() && photo.chain().equals(query.chain())) {
            sameChain++;
          } else {
            unrelated++;
          }
        }
      }
      queries += said.apply(ranking).isEmpty() ? 0 : 1;
      queriesWithWrong += wrong ? 1 : 0;
    }
    return new SameRoomCounts(sameUnit, sameHotel, sameChain, unrelated, queries, queriesWithWrong);
  }

  /** Photos of which it was said. */
  public int said() {
    return sameUnit + sameHotel + sameChain + unrelated;
  }
}
