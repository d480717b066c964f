package org.roomprint.ads.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.roomprint.ads.groups.evaluate.AdWorld;

class AdGroupingTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<KeyedAd> ads = new ArrayList<>();

  /** Keys as "PHONE:1" or "PICTURE:a". */
  private void ad(String id, int day, String town, String... keys) {
    Set<AdKey> held =
        Stream.of(keys)
            .map(key -> key.split(":", -1))
            .map(parts -> new AdKey(KeyKind.valueOf(parts[0]), parts[1]))
            .collect(Collectors.toSet());
    ads.add(new KeyedAd(id, Optional.of(BEGIN.plus(day, ChronoUnit.DAYS)), "site", town, held));
  }

  private AdGroups groups(Decision... decisions) {
    return AdGrouping.of(ads, List.of(decisions));
  }

  private static Set<Set<String>> sets(AdGroups groups, Level level) {
    return groups.groups(level).stream()
        .map(group -> Set.copyOf(group.ads()))
        .collect(Collectors.toSet());
  }

  /** Workers who post by turns under one phone, each with pictures of their own. */
  private void agency(int workers, int adsOfEach) {
    for (int i = 0; i < workers * adsOfEach; i++) {
      int worker = i % workers;
      String own = "PICTURE:w" + worker;
      ad("w" + worker + "-" + i / workers, i, "A", "PHONE:1", own + "a", own + "b", own + "c");
    }
  }

  @Test
  void aPhoneAndPicturesInCommonAreOnePoster() {
    ad("a", 1, "A", "PHONE:1", "PICTURE:x", "PICTURE:y");
    ad("b", 9, "B", "PHONE:1", "PICTURE:y", "PICTURE:z");
    ad("c", 9, "C", "PHONE:2", "PICTURE:q");

    AdGroups groups = groups();

    assertThat(sets(groups, Level.POSTER)).containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
    assertThat(groups.edges()).hasSize(1);
    Edge edge = groups.edges().getFirst();
    assertThat(edge.keys())
        .containsExactlyInAnyOrder(new AdKey(KeyKind.PHONE, "1"), new AdKey(KeyKind.PICTURE, "y"));
    assertThat(edge.weight()).isGreaterThan(Weights.DEFAULT.posters().threshold());
  }

  @Test
  void anAgencysPhoneIsCutBetweenPostersAndKeptInTheOperation() {
    agency(5, 6);

    AdGroups groups = groups();

    assertThat(groups.groups(Level.POSTER)).hasSize(5);
    assertThat(groups.groups(Level.OPERATION)).hasSize(1);
    assertThat(groups.cuts())
        .containsExactly(
            new Cut(Level.POSTER, new AdKey(KeyKind.PHONE, "1"), 30, 5, Cut.Reason.AT_ONE_TIME));
    assertThat(groups.cuts().getFirst().said())
        .isEqualTo("This phone is used at one time by 5 posters that share no pictures");
  }

  @Test
  void whoRenewsAllPicturesUnderOnePhoneIsStillOnePoster() {
    for (int i = 0; i < 6; i++) {
      ad("early" + i, i, "A", "PHONE:1", "PICTURE:a", "PICTURE:b");
      ad("late" + i, 30 + i, "A", "PHONE:1", "PICTURE:c", "PICTURE:d");
    }

    assertThat(groups().groups(Level.POSTER)).hasSize(1);
  }

  @Test
  void aChangedPhoneIsOnePosterButAThiefIsNot() {
    for (int i = 0; i < 6; i++) {
      ad("before" + i, i, "A", "PHONE:1", "PICTURE:a", "PICTURE:b", "PICTURE:c");
      ad("after" + i, 8 + i, "A", "PHONE:2", "PICTURE:a", "PICTURE:b", "PICTURE:c");
      ad(
          "thief" + i,
          2 * i + 1,
          "Z",
          "PHONE:3",
          "PICTURE:a",
          "PICTURE:b",
          "PICTURE:c",
          "PICTURE:t" + i);
    }

    AdGroups groups = groups();

    assertThat(groups.groupOf(Level.POSTER, "before0"))
        .isEqualTo(groups.groupOf(Level.POSTER, "after5"))
        .isNotEqualTo(groups.groupOf(Level.POSTER, "thief0"));
  }

  @Test
  void aFewStolenPicturesJoinNobodyAtAnyLevel() {
    for (int i = 0; i < 5; i++) {
      ad("v" + i, i, "A", "PHONE:1", "PICTURE:a", "PICTURE:b", "PICTURE:c", "PICTURE:d");
      ad("t" + i, i, "B", "PHONE:2", "PICTURE:a", "PICTURE:x", "PICTURE:y", "PICTURE:z");
    }

    AdGroups groups = groups();

    assertThat(groups.groups(Level.OPERATION)).hasSize(2);
    AdKey stolen = new AdKey(KeyKind.PICTURE, "a");
    assertThat(groups.cuts())
        .containsExactlyInAnyOrder(
            new Cut(Level.POSTER, stolen, 10, 2, Cut.Reason.OTHER_PHONES),
            new Cut(Level.OPERATION, stolen, 10, 2, Cut.Reason.ALONE));
  }

  @Test
  void aTextAloneIsNoEdge() {
    ad("a", 1, "A", "TEXT:1");
    ad("b", 2, "A", "TEXT:1");

    AdGroups groups = groups();

    assertThat(groups.groups(Level.OPERATION)).hasSize(2);
    assertThat(groups.cuts()).extracting(Cut::reason).containsOnly(Cut.Reason.ALONE);
  }

  @Test
  void aPlatformsAddressIsNobodys() {
    for (int i = 0; i < 10; i++) {
      ad("a" + i, i, "A", "PHONE:" + i, "URL:platform", "PICTURE:" + i);
    }

    AdGroups groups = groups();

    assertThat(groups.groups(Level.OPERATION)).hasSize(10);
    assertThat(groups.cuts()).extracting(Cut::reason).containsOnly(Cut.Reason.NOBODYS);
  }

  @Test
  void aSharedWalletMakesAnOperationOfPosters() {
    for (int i = 0; i < 5; i++) {
      ad("a" + i, i, "A", "PHONE:1", "CRYPTO_ADDRESS:w", "PICTURE:a", "PICTURE:b", "PICTURE:c");
      ad("b" + i, i, "B", "PHONE:2", "CRYPTO_ADDRESS:w", "PICTURE:x", "PICTURE:y", "PICTURE:z");
    }

    AdGroups groups = groups();

    assertThat(groups.groups(Level.POSTER)).hasSize(2);
    assertThat(groups.groups(Level.OPERATION)).hasSize(1);
  }

  @Test
  void aBotWithManyPhonesIsOneOperationByItsSetOfPicturesAndItsText() {
    for (int i = 0; i < 24; i++) {
      ad("b" + i, i, "T" + i, "PHONE:" + i % 6, "TEXT:1", "PICTURE:a", "PICTURE:b", "PICTURE:c");
    }

    assertThat(groups().groups(Level.OPERATION)).hasSize(1);
  }

  @Test
  void anAdWithNothingInItStandsAlone() {
    ad("a", 1, "A");
    ad("b", 1, "A");

    assertThat(groups().groups(Level.OPERATION)).hasSize(2);
  }

  @Test
  void theOrderOfTheAdsDoesNotMatter() {
    List<KeyedAd> world = new ArrayList<>();
    AdWorld.of(5, 600).forEach(ad -> world.add(ad.keyed(Set.of())));
    AdGroups groups = AdGrouping.of(world, List.of());

    Collections.shuffle(world, new Random(3));
    AdGroups again = AdGrouping.of(world, List.of());

    assertThat(again.groups(Level.POSTER)).isEqualTo(groups.groups(Level.POSTER));
    assertThat(again.groups(Level.OPERATION)).isEqualTo(groups.groups(Level.OPERATION));
    assertThat(again.edges()).isEqualTo(groups.edges());
    assertThat(again.cuts()).isEqualTo(groups.cuts());
  }

  @Test
  void postersNestInOperationsAndEveryGroupHangsTogetherByItsEdges() {
    List<KeyedAd> world = AdWorld.of(6, 800).stream().map(ad -> ad.keyed(Set.of())).toList();

    AdGroups groups = AdGrouping.of(world, List.of());

    for (AdGroup poster : groups.groups(Level.POSTER)) {
      assertThat(poster.ads())
          .allSatisfy(ad ->
              assertThat(groups.groupOf(Level.OPERATION, ad))
                  .isEqualTo(groups.groupOf(Level.OPERATION, poster.ads().getFirst())));
    }
    assertThat(groups.edges()).hasSize(800 - groups.groups(Level.OPERATION).size());
    for (AdGroup operation : groups.groups(Level.OPERATION)) {
      String first = operation.ads().getFirst();
      assertThat(operation.ads())
          .allSatisfy(ad -> assertThat(ends(groups, first, ad)).isEqualTo(ad));
    }
  }

  /** Where the path between two ads leads. */
  private static String ends(AdGroups groups, String from, String to) {
    String at = from;
    for (Edge edge : groups.path(from, to).orElseThrow()) {
      assertThat(List.of(edge.ad(), edge.other())).contains(at);
      at = edge.ad().equals(at) ? edge.other() : edge.ad();
    }
    return at;
  }

  @Test
  void betweenOperationsThereIsNoPath() {
    ad("a", 1, "A", "PHONE:1");
    ad("b", 1, "A", "PHONE:2");

    assertThat(groups().path("a", "b")).isEmpty();
  }

  @Test
  void whatIsHeldApartIsRaisedAndNotJoinedAndCanBeTakenBack() {
    ad("a", 1, "A", "PHONE:1", "PICTURE:x", "PICTURE:y");
    ad("b", 2, "A", "PHONE:1", "PICTURE:x", "PICTURE:y", "PICTURE:z");
    ad("c", 3, "A", "PHONE:1", "PICTURE:y", "PICTURE:z");
    Decision.Apart apart = new Decision.Apart(Level.POSTER, "c", "a");

    AdGroups held = groups(apart);

    assertThat(held.groupOf(Level.POSTER, "a")).isNotEqualTo(held.groupOf(Level.POSTER, "c"));
    assertThat(held.groups(Level.OPERATION)).as("only posters are held apart").hasSize(1);
    assertThat(held.conflicts())
        .as("said once, however often it was tried")
        .extracting(Conflict::decision)
        .containsExactly(apart);
    assertThat(groups().groups(Level.POSTER)).hasSize(1);
  }

  @Test
  void operationsThatAreHeldApartAreNoPosterEither() {
    ad("a", 1, "A", "PHONE:1", "PICTURE:x", "PICTURE:y");
    ad("b", 2, "A", "PHONE:1", "PICTURE:x", "PICTURE:y");

    AdGroups held = groups(new Decision.Apart(Level.OPERATION, "a", "b"));

    assertThat(held.groups(Level.POSTER)).hasSize(2);
    assertThat(held.groups(Level.OPERATION)).hasSize(2);
    assertThat(held.conflicts()).isNotEmpty();
  }

  @Test
  void whatBelongsTogetherIsJoinedWithoutAnythingInCommon() {
    ad("a", 1, "A", "PHONE:1");
    ad("b", 2, "B", "PHONE:2");
    ad("c", 3, "C", "PHONE:3");

    AdGroups groups =
        groups(
            new Decision.Together(Level.POSTER, "b", "a"),
            new Decision.Together(Level.OPERATION, "b", "c"));

    assertThat(sets(groups, Level.POSTER)).containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
    assertThat(groups.groups(Level.OPERATION)).hasSize(1);
    assertThat(groups.path("a", "c").orElseThrow())
        .extracting(Edge::weight)
        .containsExactly(Edge.DECIDED, Edge.DECIDED);
    assertThat(ends(groups, "a", "c")).isEqualTo("c");
  }

  @Test
  void ofTwoDecisionsThatContradictTheOneThatHoldsApartWins() {
    ad("a", 1, "A", "PHONE:1");
    ad("b", 2, "B", "PHONE:2");

    AdGroups groups =
        groups(
            new Decision.Together(Level.POSTER, "a", "b"),
            new Decision.Apart(Level.POSTER, "a", "b"));

    assertThat(groups.groups(Level.POSTER)).hasSize(2);
    assertThat(groups.conflicts()).hasSize(1);
  }

  @Test
  void anAdOfNoKnownTimeIsGroupedToo() {
    ads.add(new KeyedAd("a", Optional.empty(), "", "", Set.of(new AdKey(KeyKind.PHONE, "1"))));
    ads.add(new KeyedAd("b", Optional.empty(), "", "", Set.of(new AdKey(KeyKind.PHONE, "1"))));

    assertThat(groups().groups(Level.POSTER)).hasSize(1);
  }

  @Test
  void anIdThatIsThereTwiceIsRefused() {
    ad("a", 1, "A");
    ad("a", 2, "A");

    assertThatThrownBy(this::groups).hasMessageContaining("The ad a is there twice");
  }

  @Test
  void turnsAreNoneOneAfterTheOtherAndAllByChance() {
    int[] early = IntStream.range(0, 10).toArray();
    int[] late = IntStream.range(20, 30).toArray();
    int[] even = IntStream.range(0, 10).map(i -> 2 * i).toArray();
    int[] odd = IntStream.range(0, 10).map(i -> 2 * i + 1).toArray();

    assertThat(PosterScore.turns(early, late)).isZero();
    assertThat(PosterScore.turns(even, odd)).isEqualTo(1);
    assertThat(PosterScore.turns(early, new int[0])).isZero();
  }
}
