package org.roomprint.ads.groups;

import java.util.List;

/**
 * Ads of one poster or of one operation.
 *
 * @param level of the group
 * @param id of the group: that of its oldest ad, until {@link StableIds} gives it one that lasts
 * @param ads ids of its ads, the oldest first
 */
public record AdGroup(Level level, String id, List<String> ads) {
  public AdGroup {
    ads = List.copyOf(ads);
    if (ads.isEmpty()) {
      throw new IllegalArgumentException("The group " + id + " has no ads; it has one or more");
    }
  }
}
