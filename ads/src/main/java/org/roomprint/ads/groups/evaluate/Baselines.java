package org.roomprint.ads.groups.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.KeyKind;
import org.roomprint.ads.groups.KeyedAd;

/** The simple ways to group ads, to compare with. */
public final class Baselines {
  private Baselines() {}

  /** All ads that hang together by any chain of keys, texts aside, in one group. */
  public static int[] components(List<KeyedAd> ads) {
    return components(ads, key -> key.kind() != KeyKind.TEXT);
  }

  /** All ads that hang together by phones in one group. */
  public static int[] phones(List<KeyedAd> ads) {
    return components(ads, key -> key.kind() == KeyKind.PHONE);
  }

  private static int[] components(List<KeyedAd> ads, Predicate<AdKey> isUsed) {
    int[] up = new int[ads.size()];
    Arrays.setAll(up, i -> i);
    Map<AdKey, Integer> first = new HashMap<>();
    for (int i = 0; i < up.length; i++) {
      for (AdKey key : ads.get(i).keys()) {
        if (isUsed.test(key)) {
          Integer other = first.putIfAbsent(key, i);
          if (other != null) {
            up[root(up, i)] = root(up, other);
          }
        }
      }
    }
    int[] groups = new int[up.length];
    Arrays.setAll(groups, i -> root(up, i));
    return groups;
  }

  private static int root(int[] up, int item) {
    int at = item;
    while (up[at] != at) {
      up[at] = up[up[at]];
      at = up[at];
    }
    return at;
  }
}
