package org.roomprint.ads.groups;

import java.util.List;

/**
 * Why two ads, with all that had been joined to each, came into one group.
 *
 * @param level of the group
 * @param ad id of the one ad
 * @param other id of the other ad
 * @param weight the score when they were joined; {@link #DECIDED} where an analyst said so
 * @param keys that both ads hold, first the one with the fewest holders; empty only where an
 *     analyst said that they belong together
 * @param further keys that spoke for it too but are in other ads of the two parts
 */
public record Edge(
    Level level, String ad, String other, double weight, List<AdKey> keys, List<AdKey> further) {
  /** The weight of what was decided and not computed. */
  public static final double DECIDED = Double.POSITIVE_INFINITY;

  public Edge {
    keys = List.copyOf(keys);
    further = List.copyOf(further);
  }
}
