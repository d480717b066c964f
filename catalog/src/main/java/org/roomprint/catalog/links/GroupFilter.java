package org.roomprint.catalog.links;

import java.util.Optional;

/**
 * Which groups are asked for.
 *
 * @param level of them
 * @param fewestAds that one holds, 1 or more; those with a single ad are joined with nothing
 * @param closed whether the closed ones are asked for, or the others; both where it is absent
 * @param label that they have
 * @param operationId of the operation that they are in
 * @param adId of an ad that they hold
 */
public record GroupFilter(
    GroupLevel level,
    int fewestAds,
    Optional<Boolean> closed,
    Optional<GroupLabel> label,
    Optional<String> operationId,
    Optional<String> adId) {
  public GroupFilter {
    if (fewestAds < 1) {
      throw new IllegalArgumentException("A group holds at least 1 ad, not " + fewestAds);
    }
  }

  /** All groups of a level. */
  public static GroupFilter all(GroupLevel level) {
    return new GroupFilter(
        level, 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
