package org.roomprint.indexer.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.ads.groups.AdGroups;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.Conflict;
import org.roomprint.ads.groups.Cut;
import org.roomprint.ads.groups.Decision;
import org.roomprint.ads.groups.Edge;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.Level;
import org.roomprint.ads.groups.StableIds;
import org.roomprint.base.Digests;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdLinkStore;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupCut;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.links.Grouping;
import org.roomprint.catalog.links.LinkKey;
import org.roomprint.catalog.links.LinkKeyKind;

/**
 * Turns groups that were computed into those that are kept: under ids that last, with the labels
 * that analysts gave, and with what became of former groups.
 */
final class Regrouping {
  private final Map<GroupLevel, List<AdGroup>> before = new HashMap<>();
  private final Map<GroupLevel, Map<String, List<String>>> membersBefore = new HashMap<>();
  private final Map<GroupLevel, Set<String>> retired = new HashMap<>();
  private final List<GroupDecision> decisions;
  private final long decisionMark;

  /** Reads the groups and decisions that are there. */
  Regrouping(AdLinkStore store) {
    this.decisionMark = store.decisionMark();
    this.decisions = store.decisions();
    for (GroupLevel level : GroupLevel.values()) {
      before.put(level, store.all(level));
      membersBefore.put(level, store.membersOfAll(level));
      retired.put(level, store.retiredIds(level));
    }
  }

  /** What analysts decided, for the computing. */
  List<Decision> decisions() {
    List<Decision> given = new ArrayList<>();
    for (GroupDecision decision : decisions) {
      Level level = Level.valueOf(decision.level().name());
      switch (decision.ruling()) {
        case Ruling.HeldApart(String ad, String other) ->
            given.add(new Decision.Apart(level, ad, other));
        case Ruling.Merged(String ad, String other) ->
            given.add(new Decision.Together(level, ad, other));
        case Ruling.Labelled(_) -> {
          // says nothing of which ads belong together
        }
      }
    }
    return given;
  }

  /**
   * The groups to be kept.
   *
   * @param revision of the ads that were grouped
   * @param now the groups as computed
   * @param ads that were grouped
   * @param at when
   */
  Grouping of(long revision, AdGroups now, List<KeyedAd> ads, Instant at) {
    Map<String, KeyedAd> byId = new HashMap<>();
    ads.forEach(ad -> byId.put(ad.id(), ad));
    Map<GroupLevel, Map<String, List<String>>> members = new HashMap<>();
    List<GroupChange> changes = new ArrayList<>();
    for (GroupLevel level : GroupLevel.values()) {
      members.put(level, carried(level, now, changes, at));
    }
    Map<GroupLevel, Map<String, String>> groupOf = new HashMap<>();
    members.forEach((level, of) -> groupOf.put(level, byAd(of)));
    List<AdGroup> groups = new ArrayList<>();
    Map<String, List<String>> all = new LinkedHashMap<>();
    members.forEach((level, of) -> {
      groups.addAll(groups(level, of, groupOf, byId, at));
      all.putAll(of);
    });
    return new Grouping(
        revision,
        decisionMark,
        groups,
        all,
        now.edges().stream().map(Regrouping::edge).toList(),
        cuts(now.cuts(), ads, groupOf),
        changes,
        now.conflicts().stream().flatMap(conflict -> alert(conflict, at).stream()).toList());
  }

  private Map<String, List<String>> carried(
      GroupLevel level, AdGroups now, List<GroupChange> changes, Instant at) {
    Level of = Level.valueOf(level.name());
    List<org.roomprint.ads.groups.AdGroup> known = new ArrayList<>();
    membersBefore
        .getOrDefault(level, Map.of())
        .forEach((id, ads) ->
            known.add(new org.roomprint.ads.groups.AdGroup(of, plain(level, id), ads)));
    known.sort((one, other) -> one.id().compareTo(other.id()));
    StableIds.Carried carried =
        StableIds.carry(
            known,
            now.groups(of),
            now.oldestFirst(),
            retired.getOrDefault(level, Set.of()).stream().map(id -> plain(level, id)).toList());
    carried
        .merges()
        .forEach(merge ->
            merge.from().stream()
                .filter(from -> !from.equals(merge.id()))
                .forEach(from ->
                    changes.add(change(level, GroupChange.Kind.MERGE, from, merge.id(), at))));
    carried
        .splits()
        .forEach(split ->
            split.to().stream()
                .filter(to -> !to.equals(split.id()))
                .forEach(
                    to -> changes.add(change(level, GroupChange.Kind.SPLIT, split.id(), to, at))));
    Map<String, List<String>> members = new LinkedHashMap<>();
    carried.groups().forEach(group -> members.put(lasting(level, group.id()), group.ads()));
    return members;
  }

  private static GroupChange change(
      GroupLevel level, GroupChange.Kind kind, String from, String to, Instant at) {
    return new GroupChange(at, level, kind, lasting(level, from), lasting(level, to));
  }

  /** A poster and its operation are named after the same ad, and have two ids. */
  private static String lasting(GroupLevel level, String id) {
    return prefix(level) + id;
  }

  private static String plain(GroupLevel level, String id) {
    return id.substring(prefix(level).length());
  }

  private static String prefix(GroupLevel level) {
    return switch (level) {
      case POSTER -> "poster-";
      case OPERATION -> "operation-";
    };
  }

  private static Map<String, String> byAd(Map<String, List<String>> members) {
    Map<String, String> groupOf = new HashMap<>();
    members.forEach((group, ads) -> ads.forEach(ad -> groupOf.put(ad, group)));
    return groupOf;
  }

  private List<AdGroup> groups(
      GroupLevel level,
      Map<String, List<String>> members,
      Map<GroupLevel, Map<String, String>> groupOf,
      Map<String, KeyedAd> ads,
      Instant at) {
    Map<String, AdGroup> known = new HashMap<>();
    before.getOrDefault(level, List.of()).forEach(group -> known.put(group.groupId(), group));
    Map<String, List<String>> former = membersBefore.getOrDefault(level, Map.of());
    record Label(GroupLabel label, String decisionId) {}
    Map<String, Label> labelOf = new HashMap<>();
    known
        .values()
        .forEach(group ->
            group
                .label()
                .ifPresent(label ->
                    labelOf.put(
                        group.groupId(), new Label(label, group.labelDecision().orElse("")))));
    Map<String, Label> labels = Labels.carry(members, byAd(former), labelOf);
    List<AdGroup> groups = new ArrayList<>();
    members.forEach((id, own) -> {
      List<Instant> posted =
          own.stream()
              .flatMap(ad -> Optional.ofNullable(ads.get(ad)).flatMap(KeyedAd::posted).stream())
              .sorted()
              .toList();
      boolean isSame = new HashSet<>(former.getOrDefault(id, List.of())).equals(new HashSet<>(own));
      Instant changedAt =
          Optional.ofNullable(known.get(id)).filter(_ -> isSame).map(AdGroup::changedAt).orElse(at);
      Optional<Label> label = Optional.ofNullable(labels.get(id));
      groups.add(
          new AdGroup(
              id,
              level,
              groupOf.getOrDefault(GroupLevel.OPERATION, Map.of()).getOrDefault(own.getFirst(), id),
              own.size(),
              posted.isEmpty() ? Optional.empty() : Optional.of(posted.getFirst()),
              posted.isEmpty() ? Optional.empty() : Optional.of(posted.getLast()),
              changedAt,
              label.map(Label::label),
              label.map(Label::decisionId)));
    });
    return groups;
  }

  private static GroupEdge edge(Edge edge) {
    boolean isDecided = Double.isInfinite(edge.weight());
    return new GroupEdge(
        GroupLevel.valueOf(edge.level().name()),
        edge.ad(),
        edge.other(),
        isDecided ? 0 : edge.weight(),
        isDecided,
        edge.keys().stream().map(Regrouping::key).toList(),
        edge.further().stream().map(Regrouping::key).toList());
  }

  private static LinkKey key(AdKey key) {
    return new LinkKey(LinkKeyKind.valueOf(key.kind().name()), key.value());
  }

  private static List<GroupCut> cuts(
      List<Cut> cuts, List<KeyedAd> ads, Map<GroupLevel, Map<String, String>> groupOf) {
    Map<AdKey, List<String>> holders = new HashMap<>();
    cuts.forEach(cut -> holders.put(cut.key(), new ArrayList<>()));
    for (KeyedAd ad : ads) {
      for (AdKey key : ad.keys()) {
        List<String> held = holders.get(key);
        if (held != null) {
          held.add(ad.id());
        }
      }
    }
    List<GroupCut> kept = new ArrayList<>();
    for (Cut cut : cuts) {
      GroupLevel level = GroupLevel.valueOf(cut.level().name());
      Set<String> groups = new HashSet<>();
      for (String ad : holders.getOrDefault(cut.key(), List.of())) {
        groups.add(groupOf.getOrDefault(level, Map.of()).getOrDefault(ad, ""));
      }
      kept.add(
          new GroupCut(level, key(cut.key()), cut.ads(), cut.reason().name(), cut.said(), groups));
    }
    return kept;
  }

  /** Absent where the decision that held was withdrawn since. */
  private Optional<GroupAlert> alert(Conflict conflict, Instant at) {
    Decision.Apart held = conflict.decision();
    GroupEdge edge = edge(conflict.edge());
    GroupEdge between =
        edge.adId().isEmpty()
            ? new GroupEdge(edge.level(), held.ad(), held.other(), 0, true, List.of(), List.of())
            : edge;
    return decisions.stream()
        .filter(one ->
            one.level().name().equals(held.level().name())
                && one.ruling().equals(new Ruling.HeldApart(held.ad(), held.other())))
        .findFirst()
        .map(one ->
            new GroupAlert(
                Digests.derivedId(
                    "alert",
                    one.decisionId(),
                    between.level().name(),
                    between.adId(),
                    between.otherId()),
                one.decisionId(),
                between,
                at,
                true));
  }
}
