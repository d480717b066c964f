package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdLinkStore;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.CopyShape;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupCut;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupFilter;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.links.Grouping;
import org.roomprint.catalog.links.LinkKey;
import org.roomprint.catalog.links.LinkKeyKind;
import org.roomprint.catalog.links.PictureEvidence;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.paging.Page;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdLinksTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final LinkKey PHONE = new LinkKey(LinkKeyKind.PHONE, "+12025550101");
  private static final LinkKey PICTURE = new LinkKey(LinkKeyKind.PICTURE, "picture");

  private final TestDatabase database;
  @TempDir Path folder;
  private Catalog catalog;
  private String one = "";
  private String two = "";
  private String three = "";

  AdLinksTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(Samples.configuration(database, folder), Samples.CLOCK);
    one = put("1");
    two = put("2");
    three = put("3");
  }

  private String put(String siteAdId) {
    Ad ad = Samples.ad(siteAdId);
    catalog.write(writer -> writer.putAd(ad));
    return ad.adId();
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  private AdLinkStore links() {
    return catalog.adLinks();
  }

  private static AdGroup group(String id, GroupLevel level, String operation, int ads) {
    return new AdGroup(
        id,
        level,
        operation,
        ads,
        Optional.of(NOW.minusSeconds(9)),
        Optional.empty(),
        NOW,
        Optional.empty(),
        Optional.empty());
  }

  private GroupEdge edge(GroupLevel level, String ad, String other) {
    return new GroupEdge(level, ad, other, 1.25, false, List.of(PHONE, PICTURE), List.of());
  }

  /** One operation of two posters, which hold two ads and one. */
  private Grouping grouping(List<GroupChange> changes, List<GroupAlert> alerts) {
    return new Grouping(
        catalog.ads().revision(),
        links().decisionMark(),
        List.of(
            group("p1", GroupLevel.POSTER, "o", 2),
            group("p3", GroupLevel.POSTER, "o", 1),
            group("o", GroupLevel.OPERATION, "o", 3)),
        Map.of("p1", List.of(two, one), "p3", List.of(three), "o", List.of(two, one, three)),
        List.of(edge(GroupLevel.POSTER, one, two), edge(GroupLevel.OPERATION, one, three)),
        List.of(
            new GroupCut(
                GroupLevel.POSTER, PHONE, 3, "AT_ONE_TIME", "This phone ...", Set.of("p1", "p3"))),
        changes,
        alerts);
  }

  private boolean keep(Grouping grouping) {
    return catalog.write(writer -> writer.adLinks().putGrouping(grouping));
  }

  @Test
  void keepsGroupsWithTheirAdsEdgesAndCuts() {
    assertThat(links().groupedRevision()).isEqualTo(-1);
    assertThat(keep(grouping(List.of(), List.of()))).isTrue();

    assertThat(links().groupedRevision()).isEqualTo(catalog.ads().revision());
    assertThat(links().find("p1")).contains(group("p1", GroupLevel.POSTER, "o", 2));
    assertThat(links().members("o")).containsExactly(two, one, three);
    assertThat(links().groupsOf(three)).extracting(AdGroup::groupId).containsExactly("p3", "o");
    assertThat(links().edgesOf("p1")).containsExactly(edge(GroupLevel.POSTER, one, two));
    assertThat(links().edgesOf("o"))
        .containsExactlyInAnyOrder(
            edge(GroupLevel.POSTER, one, two), edge(GroupLevel.OPERATION, one, three));
    assertThat(links().cutsOf("p3", 9))
        .singleElement()
        .extracting(GroupCut::groups)
        .isEqualTo(Set.of("p1", "p3"));
    assertThat(links().membersOfAll(GroupLevel.POSTER))
        .isEqualTo(Map.of("p1", List.of(two, one), "p3", List.of(three)));
  }

  @Test
  void aNewGroupingTakesThePlaceOfTheFormerOne() {
    keep(grouping(List.of(), List.of()));
    Grouping all = grouping(List.of(), List.of());
    keep(
        new Grouping(
            all.revision(),
            all.decisionMark(),
            List.of(
                group("p1", GroupLevel.POSTER, "o", 3), group("o", GroupLevel.OPERATION, "o", 3)),
            Map.of("p1", List.of(one, two, three), "o", List.of(one, two, three)),
            List.of(edge(GroupLevel.POSTER, one, two), edge(GroupLevel.POSTER, one, three)),
            List.of(),
            List.of(new GroupChange(NOW, GroupLevel.POSTER, GroupChange.Kind.MERGE, "p3", "p1")),
            List.of()));

    assertThat(links().find("p3")).isEmpty();
    assertThat(links().members("p1")).containsExactly(one, two, three);
    assertThat(links().edgesOf("o")).hasSize(2);
    assertThat(links().cutsOf("p1", 9)).isEmpty();
    assertThat(links().successor("p3").map(AdGroup::groupId)).contains("p1");
    assertThat(links().successor("p1")).as("it is there itself").isEmpty();
    assertThat(links().retiredIds(GroupLevel.POSTER)).containsExactly("p3");
    assertThat(links().changesOf("p1")).hasSize(1);
  }

  @Test
  void listsGroupsPageByPageTheLargestFirst() {
    keep(grouping(List.of(), List.of()));

    Page<AdGroup> first = links().list(GroupFilter.all(GroupLevel.POSTER), Optional.empty(), 1);
    Page<AdGroup> second = links().list(GroupFilter.all(GroupLevel.POSTER), first.next(), 1);

    assertThat(first.items()).extracting(AdGroup::groupId).containsExactly("p1");
    assertThat(second.items()).extracting(AdGroup::groupId).containsExactly("p3");
    assertThat(second.next()).isEmpty();
    assertThat(
            ids(
                new GroupFilter(
                    GroupLevel.POSTER,
                    2,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("o"),
                    Optional.of(one))))
        .containsExactly("p1");
  }

  private List<String> ids(GroupFilter filter) {
    return links().list(filter, Optional.empty(), 9).items().stream()
        .map(AdGroup::groupId)
        .toList();
  }

  private static GroupDecision decision(String id, String group, Ruling ruling) {
    return new GroupDecision(
        id, group, GroupLevel.POSTER, ruling, "seen", "key-1", NOW, Optional.empty());
  }

  private void decide(GroupDecision decision) {
    catalog.write(writer -> {
      writer.adLinks().decide(decision);
      return true;
    });
  }

  @Test
  void aLabelIsSeenAtOnceAndGoneWhenItsDecisionIsWithdrawn() {
    keep(grouping(List.of(), List.of()));
    GroupFilter closed =
        new GroupFilter(
            GroupLevel.POSTER,
            1,
            Optional.of(true),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    long before = catalog.ads().revision();
    decide(decision("d1", "p1", new Ruling.Labelled(GroupLabel.NO_SIGN_OF_COERCION)));

    assertThat(links().find("p1").orElseThrow().isClosed()).isTrue();
    assertThat(ids(closed)).containsExactly("p1");
    assertThat(catalog.ads().revision()).isGreaterThan(before);
    assertThat(links().decisionsOf("p1"))
        .extracting(GroupDecision::decisionId)
        .containsExactly("d1");

    boolean withdrawn =
        catalog.write(writer -> writer.adLinks().withdraw("d1", "key-2", NOW.plusSeconds(1)));
    assertThat(withdrawn).isTrue();
    assertThat(links().find("p1").orElseThrow().label()).isEmpty();
    assertThat(ids(closed)).isEmpty();
    assertThat(links().decisions()).isEmpty();
    assertThat(links().decision("d1").orElseThrow().withdrawal())
        .contains(new GroupDecision.Withdrawal("key-2", NOW.plusSeconds(1)));
    assertThat(catalog.<Boolean>write(writer -> writer.adLinks().withdraw("d1", "key-2", NOW)))
        .as("it holds no more")
        .isFalse();
  }

  @Test
  void aGroupingThatDoesNotKnowTheLastDecisionIsNotKept() {
    Grouping stale = grouping(List.of(), List.of());
    keep(stale);
    GroupDecision apart = decision("d1", "p1", new Ruling.HeldApart(one, two));
    decide(apart);

    assertThat(keep(stale)).isFalse();
    assertThat(keep(grouping(List.of(), List.of()))).isTrue();
    assertThat(links().decisions()).containsExactly(apart);
    assertThat(links().decisionsOf("p3")).as("of others' ads").isEmpty();
  }

  @Test
  void refusesDecisionsAboutGroupsAndAdsThatAreNotThere() {
    keep(grouping(List.of(), List.of()));
    assertThatThrownBy(() -> decide(decision("d", "nowhere", new Ruling.Labelled(GroupLabel.SPAM))))
        .isInstanceOf(UnknownReferenceException.class);
    assertThatThrownBy(() -> decide(decision("d", "p1", new Ruling.Merged(one, "nowhere"))))
        .isInstanceOf(UnknownReferenceException.class);
  }

  @Test
  void anAlertStaysWithTheTimeItWasFirstSeen() {
    GroupAlert alert = new GroupAlert("a", "d1", edge(GroupLevel.POSTER, one, three), NOW, true);
    keep(grouping(List.of(), List.of(alert)));
    keep(
        grouping(
            List.of(),
            List.of(new GroupAlert("a", "d1", alert.edge(), NOW.plusSeconds(60), true))));
    assertThat(links().alertsOf("p1")).containsExactly(alert);

    keep(grouping(List.of(), List.of()));
    assertThat(links().alertsOf("p3"))
        .containsExactly(new GroupAlert("a", "d1", alert.edge(), NOW, false));
  }

  @Test
  void keepsWhatAnImageIsTheSameAsUntilThatIsGone() {
    AdImage first = image(one, "a");
    AdImage copy = image(two, "b");
    long latest = catalog.changes().latestSequence();
    assertThat(links().notLookedAt(latest, 9)).containsExactly(first, copy);
    assertThat(links().notLookedAt(latest - 1, 9)).containsExactly(first);
    AdPicture of =
        new AdPicture(
            copy.imageId(),
            two,
            PictureEvidence.EDITED_COPY,
            Optional.of(first.imageId()),
            Optional.of(first.imageId()),
            Optional.of(44),
            Optional.of(new CopyShape(0.5, -12.5, true, 1, 0.75)),
            Optional.of("room"),
            Optional.of("by"));
    put(AdPicture.first(first.imageId(), one));
    put(of);

    assertThat(links().notLookedAt(latest, 9)).isEmpty();
    assertThat(links().picturesOf(List.of(two))).containsExactly(of);
    assertThat(links().linkedPictures()).hasSize(2);
    assertThat(links().pictures(List.of(first.imageId(), "x"))).containsOnlyKeys(first.imageId());

    keep(grouping(List.of(), List.of()));
    catalog.write(writer -> writer.deleteAd(one));
    assertThat(links().notLookedAt(Long.MAX_VALUE, 9))
        .as("what was the same as a picture that is gone is looked at again")
        .containsExactly(copy);
    assertThat(links().members("o")).containsExactly(two, three);
    assertThat(links().edgesOf("o")).isEmpty();
  }

  @Test
  void flatPicturesHaveNoKey() {
    AdImage image = image(one, "a");
    put(AdPicture.without(PictureEvidence.FLAT, image.imageId(), one));

    assertThat(links().linkedPictures()).isEmpty();
    assertThat(links().notLookedAt(Long.MAX_VALUE, 9)).isEmpty();
    assertThatThrownBy(() ->
            new AdPicture(
                "i",
                "a",
                PictureEvidence.FLAT,
                Optional.of("k"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private AdImage image(String adId, String seed) {
    AdImage image = Samples.adImage(catalog, adId, 0, seed);
    catalog.write(writer -> writer.putAdImage(image));
    return image;
  }

  private void put(AdPicture picture) {
    catalog.write(writer -> {
      writer.adLinks().putPicture(picture);
      return true;
    });
  }
}
