package org.roomprint.ads.groups;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What grouping looks at in an ad.
 *
 * @param id unique among the ads that are grouped together
 * @param posted when, if it is known
 * @param site on which it was posted; empty where it is not known
 * @param place the town it names, written in one way; empty where it names none
 * @param keys what it may have in common with others
 */
public record KeyedAd(
    String id, Optional<Instant> posted, String site, String place, Set<AdKey> keys) {
  public KeyedAd {
    if (id.isBlank()) {
      throw new IllegalArgumentException("An ad's id is blank; it must be a text of its own");
    }
    keys = Set.copyOf(keys);
  }
}
