package org.roomprint.ads.groups;

import java.util.Arrays;

/**
 * Ads that are together so far, as their pairs are scored: which keys they hold and from when to
 * when, and a sample of when they were where. Not changed once made.
 */
final class Cluster {
  /** Moments that are kept of a cluster; of more, every so-manyth. */
  static final int MOMENTS = 48;

  /** The hour of what has none, in {@link #first}; the last hour is then the least number. */
  static final int NEVER = Integer.MAX_VALUE;

  final int ads;

  /** How many pictures its ads show, each as often as it is shown. */
  final int shown;

  /** Numbers of the keys, ascending. */
  final int[] keys;

  /** First and last hour of each key, and the first ad that holds it. */
  final int[] first;

  final int[] last;
  final int[] holder;

  /** Hours, ascending, and the town of each: -1 where it is not known. */
  final int[] hours;

  final int[] towns;

  Cluster(
      int ads,
      int shown,
      int[] keys,
      int[] first,
      int[] last,
      int[] holder,
      int[] hours,
      int[] towns) {
    this.ads = ads;
    this.shown = shown;
    this.keys = keys;
    this.first = first;
    this.last = last;
    this.holder = holder;
    this.hours = hours;
    this.towns = towns;
  }

  /** The place of a key among {@link #keys}; below 0 where the cluster does not hold it. */
  int at(int key) {
    return Arrays.binarySearch(keys, key);
  }

  /** Both together. */
  Cluster with(Cluster other) {
    int[] allKeys = new int[keys.length + other.keys.length];
    int[] allFirst = new int[allKeys.length];
    int[] allLast = new int[allKeys.length];
    int[] allHolders = new int[allKeys.length];
    int i = 0;
    int j = 0;
    int n = 0;
    while (i < keys.length || j < other.keys.length) {
      boolean mine = j == other.keys.length || (i < keys.length && keys[i] <= other.keys[j]);
      boolean both = mine && j < other.keys.length && keys[i] == other.keys[j];
      allKeys[n] = mine ? keys[i] : other.keys[j];
      allFirst[n] = mine ? first[i] : other.first[j];
      allLast[n] = mine ? last[i] : other.last[j];
      allHolders[n] = mine ? holder[i] : other.holder[j];
      if (both) {
        allFirst[n] = Math.min(allFirst[n], other.first[j]);
        allLast[n] = Math.max(allLast[n], other.last[j]);
        allHolders[n] = Math.min(allHolders[n], other.holder[j]);
      }
      n++;
      i += mine ? 1 : 0;
      j += !mine || both ? 1 : 0;
    }
    int[] allHours = new int[hours.length + other.hours.length];
    int[] allTowns = new int[allHours.length];
    i = 0;
    j = 0;
    for (int k = 0; k < allHours.length; k++) {
      boolean mine = j == other.hours.length || (i < hours.length && hours[i] <= other.hours[j]);
      allHours[k] = mine ? hours[i] : other.hours[j];
      allTowns[k] = mine ? towns[i++] : other.towns[j++];
    }
    return new Cluster(
        ads + other.ads,
        shown + other.shown,
        Arrays.copyOf(allKeys, n),
        Arrays.copyOf(allFirst, n),
        Arrays.copyOf(allLast, n),
        Arrays.copyOf(allHolders, n),
        sampled(allHours),
        sampled(allTowns));
  }

  private static int[] sampled(int[] values) {
    if (values.length <= MOMENTS) {
      return values;
    }
    int[] some = new int[MOMENTS];
    for (int i = 0; i < MOMENTS; i++) {
      some[i] = values[(int) ((long) i * (values.length - 1) / (MOMENTS - 1))];
    }
    return some;
  }
}
