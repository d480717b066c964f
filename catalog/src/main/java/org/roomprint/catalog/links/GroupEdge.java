package org.roomprint.catalog.links;

import java.util.List;

/**
 * Why two ads, with all that had been joined to each, came into one group.
 *
 * @param level of the group
 * @param adId the one ad
 * @param otherId the other ad
 * @param weight the score when they were joined; 0 where an analyst decided it
 * @param isDecided whether an analyst said that they belong together
 * @param keys that both ads hold, first the one with the fewest holders
 * @param further keys that spoke for it too but are in other ads of the two parts
 */
public record GroupEdge(
    GroupLevel level,
    String adId,
    String otherId,
    double weight,
    boolean isDecided,
    List<LinkKey> keys,
    List<LinkKey> further) {
  public GroupEdge {
    keys = List.copyOf(keys);
    further = List.copyOf(further);
  }
}
