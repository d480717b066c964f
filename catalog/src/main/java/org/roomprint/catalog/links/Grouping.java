package org.roomprint.catalog.links;

import java.util.List;
import java.util.Map;

/**
 * All groups as they were computed from the ads of one moment, under their lasting ids.
 *
 * @param revision of the ads, {@link org.roomprint.catalog.ad.AdStore#revision()}, that it knows
 * @param decisionMark of the decisions that it knows, {@link AdLinkStore#decisionMark()}
 * @param groups of both levels; their {@link AdGroup#changedAt()} is that of the computing where an
 *     ad came or went
 * @param members ids of the ads of each group, by the group's id
 * @param edges that were kept
 * @param cuts of keys that join nothing
 * @param changes of ids, the newest ones only
 * @param alerts that hold now; those that are known stay as they are
 */
public record Grouping(
    long revision,
    long decisionMark,
    List<AdGroup> groups,
    Map<String, List<String>> members,
    List<GroupEdge> edges,
    List<GroupCut> cuts,
    List<GroupChange> changes,
    List<GroupAlert> alerts) {
  public Grouping {
    groups = List.copyOf(groups);
    members = Map.copyOf(members);
    edges = List.copyOf(edges);
    cuts = List.copyOf(cuts);
    changes = List.copyOf(changes);
    alerts = List.copyOf(alerts);
  }
}
