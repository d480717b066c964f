package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Carries the ids of groups over to a new grouping: an id stays with the group that holds most of
 * its ads; where that is not decided, with the one that holds the oldest.
 */
public final class StableIds {
  private StableIds() {}

  /**
   * A grouping under lasting ids.
   *
   * @param groups in the order in which they came, each with its lasting id
   * @param merges groups whose ads come from several groups, in the order of their ids
   * @param splits groups whose ads went to several groups, in the order of their ids
   */
  public record Carried(List<AdGroup> groups, List<Merge> merges, List<Split> splits) {
    public Carried {
      groups = List.copyOf(groups);
      merges = List.copyOf(merges);
      splits = List.copyOf(splits);
    }
  }

  /**
   * One group that was several.
   *
   * @param id that it has now
   * @param from ids of the groups that its ads were in, ascending; with its own id if it had it
   */
  public record Merge(String id, List<String> from) {
    public Merge {
      from = List.copyOf(from);
    }
  }

  /**
   * Several groups that were one.
   *
   * @param id of the group that was
   * @param to ids of the groups that its ads are in now, ascending; with its own id if one has it
   */
  public record Split(String id, List<String> to) {
    public Split {
      to = List.copyOf(to);
    }
  }

  private record Overlap(int before, int now, int ads, int oldest) {}

  /**
   * Gives lasting ids.
   *
   * @param before the groups of one level that were, under their lasting ids
   * @param now the groups of the same level that are
   * @param oldestFirst all ads of {@code now}, as {@link AdGroups#oldestFirst()} has them
   */
  public static Carried carry(List<AdGroup> before, List<AdGroup> now, List<String> oldestFirst) {
    return carry(before, now, oldestFirst, Set.of());
  }

  /**
   * Gives lasting ids, and none that a group once had.
   *
   * @param retired ids of groups of this level that are no more
   */
  public static Carried carry(
      List<AdGroup> before,
      List<AdGroup> now,
      List<String> oldestFirst,
      Collection<String> retired) {
    List<Overlap> overlaps = overlaps(before, now, oldestFirst);
    Map<Integer, String> idOf = new HashMap<>();
    Set<Integer> used = new HashSet<>();
    overlaps.stream()
        .sorted(
            Comparator.comparingInt((Overlap one) -> -one.ads()).thenComparingInt(Overlap::oldest))
        .forEach(overlap -> {
          if (!idOf.containsKey(overlap.now()) && used.add(overlap.before())) {
            idOf.put(overlap.now(), before.get(overlap.before()).id());
          }
        });
    // An id that was given once is not given to another group, though its own be gone.
    Set<String> taken = new HashSet<>(retired);
    before.forEach(group -> taken.add(group.id()));
    List<AdGroup> groups = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      AdGroup group = now.get(i);
      String id = idOf.computeIfAbsent(i, any -> fresh(group, taken));
      groups.add(new AdGroup(group.level(), id, group.ads()));
    }
    Map<String, Set<String>> from = new TreeMap<>();
    Map<String, Set<String>> to = new TreeMap<>();
    for (Overlap overlap : overlaps) {
      String old = before.get(overlap.before()).id();
      String id = groups.get(overlap.now()).id();
      from.computeIfAbsent(id, any -> new TreeSet<>()).add(old);
      to.computeIfAbsent(old, any -> new TreeSet<>()).add(id);
    }
    List<Merge> merges = new ArrayList<>();
    from.forEach((id, old) -> {
      if (old.size() > 1) {
        merges.add(new Merge(id, List.copyOf(old)));
      }
    });
    List<Split> splits = new ArrayList<>();
    to.forEach((old, ids) -> {
      if (ids.size() > 1) {
        splits.add(new Split(old, List.copyOf(ids)));
      }
    });
    return new Carried(groups, merges, splits);
  }

  private static List<Overlap> overlaps(
      List<AdGroup> before, List<AdGroup> now, List<String> oldestFirst) {
    Map<String, Integer> was = groupOf(before);
    Map<String, Integer> is = groupOf(now);
    Map<Long, Overlap> overlaps = new LinkedHashMap<>();
    for (int age = 0; age < oldestFirst.size(); age++) {
      Integer old = was.get(oldestFirst.get(age));
      Integer group = is.get(oldestFirst.get(age));
      if (old != null && group != null) {
        overlaps.merge(
            ((long) old << 32) | group,
            new Overlap(old, group, 1, age),
            (one, more) -> new Overlap(one.before(), one.now(), one.ads() + 1, one.oldest()));
      }
    }
    return List.copyOf(overlaps.values());
  }

  private static Map<String, Integer> groupOf(List<AdGroup> groups) {
    Map<String, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (String ad : groups.get(i).ads()) {
        groupOf.put(ad, i);
      }
    }
    return groupOf;
  }

  private static String fresh(AdGroup group, Set<String> taken) {
    for (String ad : group.ads()) {
      if (taken.add(ad)) {
        return ad;
      }
    }
    int number = 2;
    while (!taken.add(group.id() + "-" + number)) {
      number++;
    }
    return group.id() + "-" + number;
  }
}
