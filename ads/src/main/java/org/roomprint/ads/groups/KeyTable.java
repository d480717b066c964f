package org.roomprint.ads.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbers for ads, keys and towns, so that grouping compares numbers. Ads are numbered by their
 * time and then their id, keys by kind and value: the same ads give the same numbers in any order.
 */
final class KeyTable {
  private static final Comparator<KeyedAd> OLDEST_FIRST =
      Comparator.comparing((KeyedAd ad) -> ad.posted().orElse(Instant.MAX))
          .thenComparing(KeyedAd::id);
  private static final long SECONDS_PER_HOUR = 3600;

  final List<KeyedAd> ads;
  private final AdKey[] keys;
  private final KeyKind[] kinds;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] keysOf;
  private final int[] townOf;

  KeyTable(Collection<KeyedAd> given) {
    ads = given.stream().sorted(OLDEST_FIRST).toList();
    keys = ads.stream().flatMap(ad -> ad.keys().stream()).distinct().sorted().toArray(AdKey[]::new);
    kinds = new KeyKind[keys.length];
    Map<AdKey, Integer> keyNumbers = new HashMap<>(2 * keys.length);
    for (int i = 0; i < keys.length; i++) {
      keyNumbers.put(keys[i], i);
      kinds[i] = keys[i].kind();
    }
    Map<String, Integer> towns = new HashMap<>();
    keysOf = new int[ads.size()][];
    townOf = new int[ads.size()];
    for (int i = 0; i < ads.size(); i++) {
      KeyedAd ad = ads.get(i);
      if (numbers.put(ad.id(), i) != null) {
        throw new IllegalArgumentException(
            "The ad " + ad.id() + " is there twice; each ad is grouped once");
      }
      keysOf[i] =
          ad.keys().stream().mapToInt(key -> keyNumbers.getOrDefault(key, -1)).sorted().toArray();
      townOf[i] =
          ad.place().isBlank() ? -1 : towns.computeIfAbsent(ad.place(), any -> towns.size());
    }
  }

  int keyCount() {
    return keys.length;
  }

  AdKey key(int number) {
    return keys[number];
  }

  KeyKind kind(int key) {
    return kinds[key];
  }

  /** What each key is worth by its kind; 0 where the kind is missing. */
  double[] worth(Map<KeyKind, Double> ofKind) {
    double[] worth = new double[keys.length];
    Arrays.setAll(worth, key -> ofKind.getOrDefault(kinds[key], 0.0));
    return worth;
  }

  int[] keysOf(int ad) {
    return keysOf[ad];
  }

  boolean holds(int ad, int key) {
    return Arrays.binarySearch(keysOf[ad], key) >= 0;
  }

  String id(int ad) {
    return ads.get(ad).id();
  }

  /** The number of an ad, if it is one of those that are grouped. */
  Optional<Integer> number(String id) {
    return Optional.ofNullable(numbers.get(id));
  }

  /** Each ad as a cluster of its own. */
  List<Cluster> alone() {
    List<Cluster> all = new ArrayList<>(ads.size());
    for (int i = 0; i < ads.size(); i++) {
      all.add(alone(i));
    }
    return all;
  }

  private Cluster alone(int ad) {
    int[] held = keysOf[ad];
    Optional<Instant> posted = ads.get(ad).posted();
    int hour =
        posted
            .map(at -> (int) Math.floorDiv(at.getEpochSecond(), SECONDS_PER_HOUR))
            .orElse(Cluster.NEVER);
    int shown = (int) IntStream.of(held).filter(key -> kind(key) == KeyKind.PICTURE).count();
    return new Cluster(
        1,
        shown,
        held,
        filled(held.length, hour),
        filled(held.length, posted.isPresent() ? hour : Integer.MIN_VALUE),
        filled(held.length, ad),
        posted.isPresent() ? new int[] {hour} : new int[0],
        posted.isPresent() ? new int[] {townOf[ad]} : new int[0]);
  }

  private static int[] filled(int length, int value) {
    int[] all = new int[length];
    Arrays.fill(all, value);
    return all;
  }
}
