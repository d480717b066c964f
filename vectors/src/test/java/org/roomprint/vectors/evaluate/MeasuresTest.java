package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final EvaluationPhoto QUERY = photo("q", "right", "right/1", "chain");
  private static final EvaluationPhoto SAME_UNIT = photo("u", "right", "right/1", "chain");
  private static final EvaluationPhoto SAME_HOTEL = photo("h", "right", "right/2", "chain");
  private static final EvaluationPhoto SAME_CHAIN = photo("c", "sister", "sister/1", "chain");
  private static final EvaluationPhoto OTHER = photo("o", "other", "other/1", "another");
  private static final EvaluationPhoto OTHER_TOO = photo("p", "other", "other/1", "another");

  @Test
  void countsDistinctHotelsAndNotImages() {
    Map<String, Figure> figures = hotel(OTHER, OTHER_TOO, SAME_HOTEL);

    assertThat(named(figures, "recall@1").value()).isZero();
    assertThat(named(figures, "recall@5").value()).isEqualTo(1);
    assertThat(named(figures, "MAP@5").value()).isEqualTo(0.5);
    assertThat(named(figures, "image top-1").value()).isZero();
    assertThat(named(figures, "image top-10").value()).isEqualTo(1);
  }

  @Test
  void countsAnotherUnitOfTheHotelAsRightAtHotelLevelOnly() {
    assertThat(named(hotel(SAME_HOTEL, SAME_UNIT), "recall@1").value()).isEqualTo(1);
    assertThat(named(unit(SAME_HOTEL, SAME_UNIT), "recall@1").value()).isZero();
    assertThat(named(unit(SAME_HOTEL, SAME_UNIT), "MAP@5").value()).isEqualTo(0.5);
  }

  @Test
  void goesByTheRankersOwnOrderOfHotelsWhereThereIsOne() {
    QueryRanking ranking =
        new QueryRanking(
            QUERY,
            List.of(OTHER, SAME_HOTEL),
            List.of("right", "other"),
            List.of(),
            List.of(),
            List.of(),
            1);

    Map<String, Figure> figures = new Measures(Level.HOTEL, List.of(ranking), Map.of()).figures();

    assertThat(named(figures, "recall@1").value()).isEqualTo(1);
    assertThat(named(figures, "image top-1").value()).isZero();
  }

  @Test
  void countsWhatIsSaidToBeTheSameRoomByWhatItReallyIs() {
    QueryRanking ranking =
        new QueryRanking(
            QUERY,
            List.of(OTHER, SAME_UNIT, SAME_HOTEL, SAME_CHAIN, OTHER_TOO),
            List.of(),
            List.of(),
            List.of(SAME_UNIT, SAME_HOTEL, SAME_CHAIN, OTHER),
            List.of(OTHER_TOO),
            1);
    QueryRanking silent = QueryRanking.byPhotos(QUERY, List.of(OTHER), 1);

    assertThat(SameRoomCounts.of(List.of(ranking, silent)))
        .isEqualTo(new SameRoomCounts(1, 1, 1, 1, 1, 1));
    assertThat(SameRoomCounts.of(List.of(silent)).said()).isZero();
    assertThat(SameRoomCounts.ofObjects(List.of(ranking, silent)))
        .isEqualTo(new SameRoomCounts(0, 0, 0, 1, 1, 1));
  }

  @Test
  void countsAFailedQueryAsAMiss() {
    assertThat(named(hotel(), "recall@10").value()).isZero();
    assertThat(named(hotel(), "chain top-5").value()).isZero();
  }

  @Test
  void findsTheChainAmongTheFirstImages() {
    Map<String, Figure> figures = hotel(OTHER, SAME_CHAIN);

    assertThat(named(figures, "chain top-1").value()).isZero();
    assertThat(named(figures, "chain top-3").value()).isEqualTo(1);
  }

  @Test
  void leavesQueriesWithoutAChainOutOfTheChainMeasure() {
    EvaluationPhoto unchained =
        new EvaluationPhoto("x", "lone", "lone/1", Optional.empty(), false, Path.of("x"));
    List<QueryRanking> rankings =
        List.of(
            QueryRanking.byPhotos(QUERY, List.of(SAME_CHAIN), 1),
            QueryRanking.byPhotos(unchained, List.of(OTHER), 1));

    assertThat(
            named(new Measures(Level.HOTEL, rankings, Map.of()).figures(), "chain top-1").value())
        .isEqualTo(1);
  }

  @Test
  void expectsOfARandomRankingWhatTheGalleryHolds() {
    List<EvaluationPhoto> gallery =
        IntStream.range(0, 10)
            .mapToObj(i -> photo("g" + i, i < 3 ? "right" : "other" + i, "u" + i, "chain"))
            .toList();
    List<QueryRanking> rankings =
        IntStream.range(0, 100)
            .mapToObj(
                i -> QueryRanking.byPhotos(photo("q" + i, "right", "u", "chain"), List.of(), 1))
            .toList();
    Map<String, List<EvaluationPhoto>> galleries =
        rankings.stream()
            .collect(java.util.stream.Collectors.toMap(r -> r.query().photoId(), _ -> gallery));

    assertThat(
            named(new Measures(Level.HOTEL, rankings, galleries).figures(), "image top-1").random())
        .isCloseTo(0.3, within(0.03));
  }

  @Test
  void widensTheIntervalWhereHotelsDisagree() {
    List<QueryRanking> rankings =
        IntStream.range(0, 200)
            .mapToObj(i -> {
              EvaluationPhoto query = photo("q" + i, "hotel" + i % 4, "u", "chain");
              EvaluationPhoto found =
                  photo("f" + i, i % 4 < 2 ? "hotel" + i % 4 : "none", "u", "chain");
              return QueryRanking.byPhotos(query, List.of(found), 1);
            })
            .toList();

    Figure figure = named(new Measures(Level.HOTEL, rankings, Map.of()).figures(), "recall@1");

    assertThat(figure.value()).isEqualTo(0.5);
    // Four hotels, each wholly right or wholly wrong: an interval over 200 queries would be far
    // narrower.
    assertThat(figure.low()).isLessThanOrEqualTo(0.25);
    assertThat(figure.high()).isGreaterThanOrEqualTo(0.75);
  }

  private static Map<String, Figure> hotel(EvaluationPhoto... ranked) {
    return new Measures(
            Level.HOTEL, List.of(QueryRanking.byPhotos(QUERY, List.of(ranked), 1)), Map.of())
        .figures();
  }

  private static Map<String, Figure> unit(EvaluationPhoto... ranked) {
    return new Measures(
            Level.UNIT, List.of(QueryRanking.byPhotos(QUERY, List.of(ranked), 1)), Map.of())
        .figures();
  }

  private static Figure named(Map<String, Figure> figures, String name) {
    return java.util.Objects.requireNonNull(figures.get(name), name);
  }

  private static EvaluationPhoto photo(String id, String hotel, String unit, String chain) {
    return new EvaluationPhoto(id, hotel, unit, Optional.of(chain), false, Path.of(id));
  }
}
