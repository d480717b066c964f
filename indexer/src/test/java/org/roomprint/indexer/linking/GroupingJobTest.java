package org.roomprint.indexer.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.sql.SqlCatalog;

class GroupingJobTest {
  private static final Instant MORNING = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private Catalog catalog;
  private int decided;

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(CatalogSettings.inFolder(folder).configuration(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  /** An ad whose text holds phones, the last three digits of each. */
  private String put(String id, int day, String... phones) {
    StringBuilder text = new StringBuilder("Call ");
    for (String phone : phones) {
      text.append("+1 202 555 0").append(phone).append(" or ");
    }
    Ad ad =
        new Ad(
            Ad.idOf("site.example", id),
            "site.example",
            id,
            Optional.of(MORNING.plus(Duration.ofDays(day))),
            "Room " + id,
            text.toString(),
            Optional.empty(),
            Optional.of("US"),
            Optional.of("Lyon"),
            Set.of());
    catalog.write(writer -> writer.putAd(ad));
    return ad.adId();
  }

  private boolean group() {
    try {
      // A new job each time, which does not rest.
      return new GroupingJob(catalog, () -> false, Clock.systemUTC()).run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private AdGroup groupOf(String ad, GroupLevel level) {
    return catalog.adLinks().groupsOf(ad).stream()
        .filter(group -> group.level() == level)
        .findFirst()
        .orElseThrow();
  }

  private String posterOf(String ad) {
    return groupOf(ad, GroupLevel.POSTER).groupId();
  }

  private String decide(String group, Ruling ruling) {
    String id = "decision-" + ++decided;
    catalog.write(writer -> {
      writer
          .adLinks()
          .decide(
              new GroupDecision(
                  id,
                  group,
                  GroupLevel.POSTER,
                  ruling,
                  "",
                  "key",
                  MORNING.plusSeconds(decided),
                  Optional.empty()));
      return true;
    });
    return id;
  }

  private void withdraw(String decision) {
    boolean _ = catalog.write(writer -> writer.adLinks().withdraw(decision, "key", MORNING));
  }

  @Test
  void anAdIsGroupedByWhatStandsInItsText() {
    String one = put("1", 1, "101");
    String two = put("2", 9, "101");
    String other = put("3", 2, "155");
    group();

    assertThat(catalog.ads().withSelector(phone("101"), Optional.empty(), 9).items()).hasSize(2);
    assertThat(posterOf(two)).isEqualTo(posterOf(one)).isNotEqualTo(posterOf(other));
    assertThat(catalog.adLinks().edgesOf(posterOf(one)))
        .singleElement()
        .satisfies(edge -> {
          assertThat(edge.keys()).extracting(key -> key.value()).containsExactly("+12025550101");
          assertThat(edge.weight()).isPositive();
        });
    assertThat(groupOf(one, GroupLevel.POSTER).operationId())
        .isEqualTo(groupOf(one, GroupLevel.OPERATION).groupId());
    assertThat(groupOf(one, GroupLevel.POSTER).lastPosted())
        .contains(MORNING.plus(Duration.ofDays(9)));
  }

  private static Selector phone(String digits) {
    return new Selector(SelectorKind.PHONE, "+12025550" + digits);
  }

  @Test
  void doesNothingWhereNothingHasChanged() {
    put("1", 1, "101");
    assertThat(group()).isTrue();
    Instant changed = catalog.adLinks().all(GroupLevel.POSTER).getFirst().changedAt();

    assertThat(group()).isFalse();
    put("2", 1, "155");
    assertThat(group()).isTrue();
    assertThat(groupOf(Ad.idOf("site.example", "1"), GroupLevel.POSTER).changedAt())
        .as("of a group that no ad joined")
        .isEqualTo(changed);
  }

  @Test
  void anIdStaysWithTheGroupThatNewAdsJoinAndAMergeIsNoted() {
    String one = put("1", 1, "101");
    String two = put("2", 2, "155");
    group();
    String ofOne = posterOf(one);
    String ofTwo = posterOf(two);
    put("3", 1, "101");
    group();
    assertThat(posterOf(one)).isEqualTo(ofOne);

    put("4", 2, "101", "155");
    group();
    assertThat(posterOf(two)).isEqualTo(posterOf(one)).isEqualTo(ofOne);
    assertThat(catalog.adLinks().successor(ofTwo).map(AdGroup::groupId)).contains(ofOne);
    assertThat(catalog.adLinks().changesOf(ofTwo))
        .singleElement()
        .extracting(GroupChange::kind)
        .isEqualTo(GroupChange.Kind.MERGE);
  }

  @Test
  void anIdThatAGroupOnceHadIsGivenToNoOther() {
    String one = put("1", 1, "101");
    String two = put("2", 2, "155");
    group();
    String ofTwo = posterOf(two);
    String both = put("3", 2, "101", "155");
    group();
    catalog.write(writer -> writer.deleteAd(both));
    group();

    assertThat(posterOf(two)).isNotEqualTo(posterOf(one)).isNotEqualTo(ofTwo);
  }

  @Test
  void whatIsHeldApartStaysApartAndAThirdAdThatBelongsToBothIsReported() {
    String one = put("1", 1, "101");
    String two = put("2", 2, "155");
    group();
    String decision = decide(posterOf(one), new Ruling.HeldApart(one, two));
    group();
    assertThat(catalog.adLinks().alertsOf(posterOf(one))).isEmpty();

    String both = put("3", 2, "101", "155");
    group();

    assertThat(posterOf(one)).isNotEqualTo(posterOf(two));
    Set<GroupAlert> alerts = new HashSet<>(catalog.adLinks().alertsOf(posterOf(one)));
    alerts.addAll(catalog.adLinks().alertsOf(posterOf(two)));
    assertThat(alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.decisionId()).isEqualTo(decision);
          assertThat(alert.isCurrent()).isTrue();
          assertThat(List.of(alert.edge().adId(), alert.edge().otherId())).contains(both);
        });

    withdraw(decision);
    group();
    assertThat(posterOf(one)).isEqualTo(posterOf(two));
    assertThat(catalog.adLinks().alertsOf(posterOf(one)))
        .extracting(GroupAlert::isCurrent)
        .containsExactly(false);
  }

  @Test
  void whatAnAnalystMergesIsOneGroupUntilThatIsWithdrawn() {
    String one = put("1", 1, "101");
    String two = put("2", 2, "155");
    group();
    String decision = decide(posterOf(one), new Ruling.Merged(one, two));
    group();
    assertThat(posterOf(one)).isEqualTo(posterOf(two));
    assertThat(catalog.adLinks().edgesOf(posterOf(one)))
        .singleElement()
        .satisfies(edge -> assertThat(edge.isDecided()).isTrue());

    withdraw(decision);
    group();
    assertThat(posterOf(one)).isNotEqualTo(posterOf(two));
  }

  @Test
  void aClosedGroupDoesNotComeBackWhenAdsJoinItOrItFallsApart() {
    String one = put("1", 1, "101");
    String link = put("2", 2, "101", "155");
    String two = put("3", 3, "155");
    group();
    String decision = decide(posterOf(one), new Ruling.Labelled(GroupLabel.NO_SIGN_OF_COERCION));
    put("4", 4, "155");
    put("5", 4, "101");
    group();
    assertThat(groupOf(two, GroupLevel.POSTER).isClosed()).isTrue();
    assertThat(groupOf(two, GroupLevel.POSTER).ads()).isEqualTo(5);

    catalog.write(writer -> writer.deleteAd(link));
    group();
    assertThat(posterOf(one)).isNotEqualTo(posterOf(two));
    assertThat(groupOf(one, GroupLevel.POSTER).isClosed()).isTrue();
    assertThat(groupOf(two, GroupLevel.POSTER).isClosed()).isTrue();

    withdraw(decision);
    group();
    assertThat(groupOf(one, GroupLevel.POSTER).label()).isEmpty();
    assertThat(groupOf(two, GroupLevel.POSTER).label()).isEmpty();
  }

  @Test
  void aKeyThatJoinsNothingIsKeptAsACutWithTheGroupsThatHoldIt() {
    String one = put("1", 1, "101");
    String two = put("2", 2, "155");
    group();
    decide(posterOf(one), new Ruling.HeldApart(one, two));
    put("3", 2, "101", "155");
    group();

    assertThat(catalog.adLinks().cutsOf(posterOf(one), 9))
        .isNotEmpty()
        .allSatisfy(cut -> {
          assertThat(cut.groups()).contains(posterOf(one), posterOf(two));
          assertThat(cut.words()).startsWith("This phone");
        });
  }
}
