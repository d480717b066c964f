package org.roomprint.ads.groups;

import java.util.Arrays;

/**
 * Finds selectors that are nobody's in particular: the address of a platform, the mail address of a
 * site. Such a one stands beside many phones that no ad shows together.
 */
final class Strangers {
  private Strangers() {}

  /** For each key, whether it is one. */
  static boolean[] among(KeyTable table, Weights weights) {
    int[] up = new int[table.keyCount()];
    Arrays.setAll(up, key -> key);
    for (int ad = 0; ad < table.ads.size(); ad++) {
      int before = -1;
      for (int key : table.keysOf(ad)) {
        if (table.kind(key) == KeyKind.PHONE) {
          if (before >= 0) {
            up[root(up, key)] = root(up, before);
          }
          before = key;
        }
      }
    }
    // Pairs of a selector and a family of phones, each counted once.
    long[] beside = new long[1024];
    int n = 0;
    for (int ad = 0; ad < table.ads.size(); ad++) {
      int[] keys = table.keysOf(ad);
      int family = -1;
      for (int key : keys) {
        family = table.kind(key) == KeyKind.PHONE ? root(up, key) : family;
      }
      for (int key : keys) {
        if (family >= 0 && weights.strangers().containsKey(table.kind(key))) {
          if (n == beside.length) {
            beside = Arrays.copyOf(beside, 2 * n);
          }
          beside[n++] = ((long) key << 32) | family;
        }
      }
    }
    Arrays.sort(beside, 0, n);
    int[] families = new int[table.keyCount()];
    for (int i = 0; i < n; i++) {
      families[(int) (beside[i] >> 32)] += i == 0 || beside[i] != beside[i - 1] ? 1 : 0;
    }
    boolean[] isNobodys = new boolean[families.length];
    for (int key = 0; key < families.length; key++) {
      int most = weights.strangers().getOrDefault(table.kind(key), Integer.MAX_VALUE);
      isNobodys[key] = families[key] >= most;
    }
    return isNobodys;
  }

  private static int root(int[] up, int key) {
    int at = key;
    while (up[at] != at) {
      up[at] = up[up[at]];
      at = up[at];
    }
    return at;
  }
}
