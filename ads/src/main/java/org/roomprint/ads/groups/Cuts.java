package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of each key that several groups hold why it does not make them one. */
final class Cuts {
  /** Groups from which a picture is common property. */
  private static final int COMMON = 10;

  private final KeyTable table;
  private final boolean[] isNobodys;

  Cuts(KeyTable table, boolean[] isNobodys) {
    this.table = table;
    this.isNobodys = isNobodys;
  }

  /** The cuts of both levels, by level and key. */
  List<Cut> all(int[] posterOf, int[] operationOf) {
    int[] count = new int[table.keyCount()];
    for (int ad = 0; ad < posterOf.length; ad++) {
      for (int key : table.keysOf(ad)) {
        count[key]++;
      }
    }
    int[][] ads = new int[count.length][];
    Arrays.setAll(ads, key -> new int[count[key]]);
    int[] filled = new int[count.length];
    for (int ad = 0; ad < posterOf.length; ad++) {
      for (int key : table.keysOf(ad)) {
        ads[key][filled[key]++] = ad;
      }
    }
    List<Cut> cuts = new ArrayList<>();
    of(Level.POSTER, posterOf, ads, cuts);
    of(Level.OPERATION, operationOf, ads, cuts);
    return cuts;
  }

  private void of(Level level, int[] groupOf, int[][] ads, List<Cut> cuts) {
    Map<Integer, Set<Integer>> phones = new HashMap<>();
    for (int ad = 0; ad < groupOf.length; ad++) {
      for (int key : table.keysOf(ad)) {
        if (table.kind(key) == KeyKind.PHONE) {
          phones.computeIfAbsent(groupOf[ad], any -> new HashSet<>()).add(key);
        }
      }
    }
    for (int key = 0; key < ads.length; key++) {
      int[] holders = ads[key];
      if (Arrays.stream(holders).allMatch(ad -> groupOf[ad] == groupOf[holders[0]])) {
        continue;
      }
      Map<Integer, Use> uses = new HashMap<>();
      for (int ad : holders) {
        uses.computeIfAbsent(groupOf[ad], any -> new Use()).add(table, ad);
      }
      Cut.Reason reason = reason(level, key, uses, phones);
      cuts.add(new Cut(level, table.key(key), holders.length, uses.size(), reason));
    }
  }

  private Cut.Reason reason(
      Level level, int key, Map<Integer, Use> uses, Map<Integer, Set<Integer>> phones) {
    KeyKind kind = table.kind(key);
    if (isNobodys[key]) {
      return Cut.Reason.NOBODYS;
    }
    if (kind == KeyKind.PICTURE && uses.size() >= COMMON) {
      return Cut.Reason.COMMON_PICTURE;
    }
    if (!kind.isSelector() && (level == Level.OPERATION || kind == KeyKind.TEXT)) {
      return Cut.Reason.ALONE;
    }
    if (kind.isSelector() && areAtOneTime(uses)) {
      return Cut.Reason.AT_ONE_TIME;
    }
    if (kind != KeyKind.PHONE && differ(uses.keySet(), phones)) {
      return Cut.Reason.OTHER_PHONES;
    }
    return Cut.Reason.TOO_LITTLE;
  }

  /**
   * Whether the uses of at least two groups with pictures lie over one another, with none shared.
   */
  private static boolean areAtOneTime(Map<Integer, Use> uses) {
    List<Use> known =
        uses.values().stream()
            .filter(use -> use.first <= use.last && !use.pictures.isEmpty())
            .sorted(Comparator.comparingLong(use -> use.first))
            .toList();
    long until = Long.MIN_VALUE;
    Set<Integer> seen = new HashSet<>();
    for (Use use : known) {
      if (use.first <= until && use.pictures.stream().noneMatch(seen::contains)) {
        return true;
      }
      until = Math.max(until, use.last);
      seen.addAll(use.pictures);
    }
    return false;
  }

  private static boolean differ(Set<Integer> groups, Map<Integer, Set<Integer>> phones) {
    Set<Integer> seen = new HashSet<>();
    int withPhone = 0;
    for (int group : groups) {
      Set<Integer> held = phones.getOrDefault(group, Set.of());
      if (!held.isEmpty()) {
        withPhone++;
        for (int phone : held) {
          if (!seen.add(phone)) {
            return false;
          }
        }
      }
    }
    return withPhone > 1;
  }

  /** When one group uses a key, and with which pictures. */
  private static final class Use {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final Set<Integer> pictures = new HashSet<>();

    private void add(KeyTable table, int ad) {
      table
          .ads
          .get(ad)
          .posted()
          .ifPresent(at -> {
            first = Math.min(first, at.getEpochSecond());
            last = Math.max(last, at.getEpochSecond());
          });
      for (int key : table.keysOf(ad)) {
        if (table.kind(key) == KeyKind.PICTURE) {
          pictures.add(key);
        }
      }
    }
  }
}
