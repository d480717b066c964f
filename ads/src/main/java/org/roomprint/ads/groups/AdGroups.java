package org.roomprint.ads.groups;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grouping of ads: which belong together, by which edges, and what was cut.
 *
 * <p>Every ad is in one group of each level, alone if nothing joined it. All ads of a poster are in
 * one operation.
 */
public final class AdGroups {
  private final List<String> oldestFirst;
  private final List<AdGroup> posters;
  private final List<AdGroup> operations;
  private final List<Edge> edges;
  private final List<Cut> cuts;
  private final List<Conflict> conflicts;
  private final Map<String, AdGroup> posterOf;
  private final Map<String, AdGroup> operationOf;

  AdGroups(
      List<String> oldestFirst,
      List<AdGroup> posters,
      List<AdGroup> operations,
      List<Edge> edges,
      List<Cut> cuts,
      List<Conflict> conflicts) {
    this.oldestFirst = List.copyOf(oldestFirst);
    this.posters = List.copyOf(posters);
    this.operations = List.copyOf(operations);
    this.edges = List.copyOf(edges);
    this.cuts = List.copyOf(cuts);
    this.conflicts = List.copyOf(conflicts);
    this.posterOf = byAd(posters);
    this.operationOf = byAd(operations);
  }

  private static Map<String, AdGroup> byAd(List<AdGroup> groups) {
    Map<String, AdGroup> byAd = new HashMap<>();
    groups.forEach(group -> group.ads().forEach(ad -> byAd.put(ad, group)));
    return byAd;
  }

  /** Ids of all ads, the oldest first; those of which no time is known come last. */
  public List<String> oldestFirst() {
    return oldestFirst;
  }

  /** All groups of a level, the one with the oldest ad first. */
  public List<AdGroup> groups(Level level) {
    return switch (level) {
      case POSTER -> posters;
      case OPERATION -> operations;
    };
  }

  /**
   * The group of an ad.
   *
   * @throws IllegalArgumentException if no such ad was grouped
   */
  public AdGroup groupOf(Level level, String ad) {
    AdGroup group = (level == Level.POSTER ? posterOf : operationOf).get(ad);
    if (group == null) {
      throw new IllegalArgumentException("The ad " + ad + " is not one of those that were grouped");
    }
    return group;
  }

  /**
   * The edges that were kept: those of posters, and those that join posters to operations. A group
   * of n ads has n - 1 of them.
   */
  public List<Edge> edges() {
    return edges;
  }

  /** The keys that were cut, and why. */
  public List<Cut> cuts() {
    return cuts;
  }

  /** What would have joined ads that are held apart. */
  public List<Conflict> conflicts() {
    return conflicts;
  }

  /**
   * How two ads of one operation hang together: edge by edge from the one to the other.
   *
   * @return empty if they are in different operations
   */
  public Optional<List<Edge>> path(String from, String to) {
    AdGroup group = groupOf(Level.OPERATION, from);
    if (!group.equals(groupOf(Level.OPERATION, to))) {
      return Optional.empty();
    }
    List<Edge> within =
        edges.stream().filter(edge -> groupOf(Level.OPERATION, edge.ad()).equals(group)).toList();
    return EdgePath.between(within, Edge::ad, Edge::other, from, to);
  }
}
