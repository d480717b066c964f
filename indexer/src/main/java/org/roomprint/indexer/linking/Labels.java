package org.roomprint.indexer.linking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries labels over to a new grouping: a group has the label of the former groups from which more
 * than half of its known ads come. So what was closed stays closed when ads join it or when it
 * falls apart, and does not close a larger group that it becomes a part of.
 */
final class Labels {
  private Labels() {}

  /**
   * The label of each group that has one.
   *
   * @param now ids of the ads of each group, by the group's id
   * @param formerGroupOf the former group of each ad that was in one
   * @param labelOf the label of each former group that had one
   */
  static <L> Map<String, L> carry(
      Map<String, List<String>> now, Map<String, String> formerGroupOf, Map<String, L> labelOf) {
    Map<String, L> labels = new HashMap<>();
    now.forEach((group, ads) -> {
      Map<L, Integer> votes = new HashMap<>();
      int known = 0;
      for (String ad : ads) {
        Optional<String> former = Optional.ofNullable(formerGroupOf.get(ad));
        known += former.isPresent() ? 1 : 0;
        former
            .flatMap(id -> Optional.ofNullable(labelOf.get(id)))
            .ifPresent(label -> votes.merge(label, 1, Integer::sum));
      }
      int all = known;
      votes.forEach((label, ofIt) -> {
        if (2 * ofIt > all) {
          labels.put(group, label);
        }
      });
    });
    return labels;
  }
}
