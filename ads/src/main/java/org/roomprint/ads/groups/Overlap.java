package org.roomprint.ads.groups;

import java.util.Arrays;

/** How much weighted spans of time lie over one another. */
final class Overlap {
  private Overlap() {}

  /**
   * The weight of the others that an average span meets.
   *
   * @param from first hour of each, not after its last
   * @param to last hour of each
   * @param mass weight of each, above 0
   * @param n how many there are; the arrays may be longer
   */
  static double mean(int[] from, int[] to, double[] mass, int n) {
    long[] starts = ordered(from, n);
    long[] ends = ordered(to, n);
    double[] started = sums(starts, mass);
    double[] ended = sums(ends, mass);
    double all = started[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      // Those that neither end before it begins nor begin after it ends.
      double met = started[below(starts, to[i] + 1)] - ended[below(ends, from[i])];
      sum += mass[i] * Math.max(0, met - mass[i]);
    }
    return all == 0 ? 0 : sum / all;
  }

  /** Value and place in one number, ascending. */
  private static long[] ordered(int[] values, int n) {
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      order[i] = ((long) values[i] << 32) | i;
    }
    Arrays.sort(order);
    return order;
  }

  private static double[] sums(long[] order, double[] mass) {
    double[] sums = new double[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      sums[i + 1] = sums[i] + mass[(int) order[i]];
    }
    return sums;
  }

  /** How many values are below one. */
  private static int below(long[] order, int value) {
    int found = Arrays.binarySearch(order, (long) value << 32);
    return found >= 0 ? found : -found - 1;
  }
}
