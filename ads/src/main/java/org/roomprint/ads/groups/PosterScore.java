package org.roomprint.ads.groups;

import java.util.Arrays;

/**
 * How well two clusters go together as one poster: what they share, less what speaks against it.
 * The numbers and their meaning stand in {@link Weights.Posters}.
 */
final class PosterScore implements Agglomeration.PairScore {
  /** What the share of pictures in common is worth when there is so much in common: 0, 1, 2, 3. */
  private static final double[] AMOUNT = {0, 0.6, 0.85, 1};

  /** How sure a difference of phones is, by the ads of the smaller cluster: 0, 1, 2, 3. */
  private static final double[] SURE_OF_PHONES = {0, 0.8, 0.9, 1};

  /** Share of pictures in common from which two clusters are no longer said to differ. */
  private static final double DIFFERENT = 0.5;

  /** Pictures, and pictures shown, after which a cluster is two thirds sure to be one poster's. */
  private static final double PICTURES = 3.2;

  private static final double SHOWN = 11;

  /** Pictures of one by pictures shown of the other, after which no common one tells two thirds. */
  private static final double COMPARED = 16;

  private static final int HOURS_PER_DAY = 24;

  /** A short use of a selector stands for some days, a long one ends a day early: for changes. */
  private static final int SHORT_USE_HOURS = 6 * HOURS_PER_DAY;

  private static final int AROUND_SHORT_USE_HOURS = 3 * HOURS_PER_DAY;

  /** What changes a phone goes on at once; after this and two months more it is another. */
  private static final int AT_ONCE_DAYS = 14;

  private static final double GAP_AT_ONCE = 0.3;
  private static final double GAP_DAYS = 60;

  /** Meetings of two clusters in one town, as a share of all, below and above which it counts. */
  private static final double APART = 0.4;

  private static final double TOGETHER = 0.7;
  private static final double SURE_OF_TOWNS = 4;
  private static final int MAX_TABLED_SPAN = 4096;

  /** What is known of operations while posters are still being joined. */
  interface KnownOperations {
    boolean areOne(int a, int b);
  }

  private final Weights.Posters weights;
  private final boolean[] isNobodys;
  private final KnownOperations operations;
  private final double[] worth;
  private final double[] specific = new double[MAX_TABLED_SPAN + 1];
  private final double[] amountOf = new double[MAX_TABLED_SPAN + 1];
  private final double[] depth;
  private final int[] depthSpan;

  PosterScore(
      KeyTable table, Weights.Posters weights, boolean[] isNobodys, KnownOperations operations) {
    this.weights = weights;
    this.isNobodys = isNobodys;
    this.operations = operations;
    this.depth = new double[isNobodys.length];
    this.depthSpan = new int[isNobodys.length];
    this.worth = table.worth(weights.selectors());
    for (int span = 0; span <= MAX_TABLED_SPAN; span++) {
      specific[span] = 1 / Math.pow(Math.max(1, span - 1), weights.spanExponent());
      amountOf[span] = Math.pow(specific[span], weights.amountExponent());
    }
  }

  /** What two clusters have and have in common, summed up in one walk over their keys. */
  private final class Common {
    private double best;
    private KeyKind bestKind = KeyKind.TEXT;
    private double selectors;
    private double depths;
    private int selectorCount;
    private double pictures;
    private double amount;
    private double picturesOne;
    private double picturesTwo;
    private boolean hasTextOne;
    private boolean hasTextTwo;
    private boolean hasSelectorOne;
    private boolean hasSelectorTwo;
    private boolean hasPhoneOne;
    private boolean hasPhoneTwo;
    private int textSpan = Integer.MAX_VALUE;
    private int pictureSpan;

    private Common(Agglomeration state, Cluster one, Cluster two) {
      int i = 0;
      int j = 0;
      while (i < one.keys.length || j < two.keys.length) {
        boolean first = j == two.keys.length || (i < one.keys.length && one.keys[i] <= two.keys[j]);
        int key = first ? one.keys[i] : two.keys[j];
        boolean both = first && j < two.keys.length && two.keys[j] == key;
        i += first ? 1 : 0;
        j += !first || both ? 1 : 0;
        add(state, key, first, !first || both);
      }
    }

    private void add(Agglomeration state, int key, boolean inOne, boolean inTwo) {
      switch (state.table.kind(key)) {
        case PICTURE, ROOM -> {
          int span = Math.min(MAX_TABLED_SPAN, state.span(key));
          picturesOne += inOne ? specific[span] : 0;
          picturesTwo += inTwo ? specific[span] : 0;
          if (inOne && inTwo) {
            pictures += specific[span];
            pictureSpan = Math.max(pictureSpan, state.span(key));
            amount += amountOf[span];
          }
        }
        case TEXT -> {
          hasTextOne |= inOne;
          hasTextTwo |= inTwo;
          if (inOne && inTwo) {
            textSpan = Math.min(textSpan, state.span(key));
          }
        }
        case PHONE, EMAIL, HANDLE, URL, CRYPTO_ADDRESS -> selector(state, key, inOne, inTwo);
      }
    }

    private void selector(Agglomeration state, int key, boolean inOne, boolean inTwo) {
      if (isNobodys[key]) {
        return;
      }
      hasSelectorOne |= inOne;
      hasSelectorTwo |= inTwo;
      KeyKind kind = state.table.kind(key);
      hasPhoneOne |= inOne && kind == KeyKind.PHONE;
      hasPhoneTwo |= inTwo && kind == KeyKind.PHONE;
      if (!inOne || !inTwo) {
        return;
      }
      double deep = depth(state, key);
      double value = worth[key] / Math.pow(deep, weights.depthExponent());
      selectors += value;
      depths += deep;
      selectorCount++;
      if (value > best) {
        best = value;
        bestKind = kind;
      }
    }

    private double fewerPictures() {
      return Math.min(picturesOne, picturesTwo);
    }

    private double share() {
      return fewerPictures() == 0 ? 0 : pictures / fewerPictures();
    }

    /** Whether they share a text that hardly anybody has who has not their pictures. */
    private boolean hasOwnText() {
      return textSpan <= weights.ownText() * pictureSpan;
    }

    /** Whether what has no selector in common has selectors or texts that are not the same. */
    private boolean contradicts() {
      boolean areOtherTexts = hasTextOne && hasTextTwo && textSpan == Integer.MAX_VALUE;
      return !hasOwnText() && (areOtherTexts || (hasSelectorOne && hasSelectorTwo));
    }

    /** What speaks for one poster. */
    private double support() {
      return (selectorCount == 0 ? 0 : selectors / selectorCount)
          + weights.pictures() * share() * between(AMOUNT, amount);
    }
  }

  @Override
  public double of(Agglomeration state, int a, int b) {
    Cluster one = state.cluster(a);
    Cluster two = state.cluster(b);
    Common common = new Common(state, one, two);
    double support = common.support();
    if (support < weights.threshold() - weights.sameTowns()) {
      return support;
    }
    double turns = turns(one.hours, two.hours);
    boolean areOneOperation = operations.areOne(a, b);
    double total = support - otherPictures(common, one, two, turns);
    if (!areOneOperation) {
      total -= otherPhones(common, one, two, turns);
    }
    double towns = towns(one, two);
    return total + (areOneOperation && common.share() >= DIFFERENT ? Math.max(0, towns) : towns);
  }

  /** One selector, and by turns pictures that have nothing in common: workers of an agency. */
  private double otherPictures(Common common, Cluster one, Cluster two, double turns) {
    if (common.selectorCount == 0 || common.fewerPictures() == 0 || common.share() >= DIFFERENT) {
      return 0;
    }
    double compared =
        Math.min(common.picturesOne * two.shown, common.picturesTwo * one.shown) / COMPARED;
    return weights.otherPictures()
        * (weights.otherPicturesLater() + (1 - weights.otherPicturesLater()) * turns)
        * (1 - Math.exp(-compared))
        * (1 - common.share() / DIFFERENT)
        * Math.clamp((common.depths / common.selectorCount - 1) / weights.fullDepth(), 0, 1);
  }

  /** Phones that differ: a thief of pictures, or posters of one operation, or a changed phone. */
  private double otherPhones(Common common, Cluster one, Cluster two, double turns) {
    if (common.selectorCount == 0) {
      return common.contradicts() ? weights.otherPhones() * Math.max(turns, gap(one, two)) : 0;
    }
    if (!common.hasPhoneOne || !common.hasPhoneTwo || common.bestKind == KeyKind.PHONE) {
      return 0;
    }
    double later = common.share() < DIFFERENT ? weights.otherPhonesLater() : 0;
    return weights.otherPhones()
        * (later + (1 - later) * turns)
        * SURE_OF_PHONES[Math.min(SURE_OF_PHONES.length - 1, Math.min(one.ads, two.ads))];
  }

  private static double between(double[] steps, double at) {
    if (at >= steps.length - 1) {
      return steps[steps.length - 1];
    }
    int low = (int) at;
    return steps[low] + (at - low) * (steps[low + 1] - steps[low]);
  }

  /** How much two sorted lists of moments take turns: 0 one after the other, 1 as by chance. */
  static double turns(int[] one, int[] two) {
    if (one.length == 0 || two.length == 0) {
      return 0;
    }
    int switches = 0;
    int i = 0;
    int j = 0;
    boolean wasOne = false;
    while (i < one.length || j < two.length) {
      boolean isOne = j == two.length || (i < one.length && one[i] <= two[j]);
      switches += i + j > 0 && isOne != wasOne ? 1 : 0;
      i += isOne ? 1 : 0;
      j += isOne ? 0 : 1;
      wasOne = isOne;
    }
    // By chance there are 2nm / (n + m) switches; a little over half of that is as good.
    double expected = 1.2 * one.length * two.length / (one.length + two.length);
    return Math.clamp((switches - 1) / expected, 0, 1);
  }

  /** How long after the one the other begins: 0 at once, 1 after two months and more. */
  private static double gap(Cluster one, Cluster two) {
    if (one.hours.length == 0 || two.hours.length == 0) {
      return 1;
    }
    int hours =
        Math.max(
            one.hours[0] - two.hours[two.hours.length - 1],
            two.hours[0] - one.hours[one.hours.length - 1]);
    double days = (double) hours / HOURS_PER_DAY - AT_ONCE_DAYS;
    return Math.clamp(GAP_AT_ONCE + days / GAP_DAYS, 0, 1);
  }

  /** What the towns of the same days say. */
  private double towns(Cluster one, Cluster two) {
    int same = 0;
    int other = 0;
    int changes = 0;
    int before = -1;
    int from = 0;
    for (int i = 0; i < one.hours.length; i++) {
      while (from < two.hours.length && two.hours[from] < one.hours[i] - HOURS_PER_DAY) {
        from++;
      }
      for (int j = from;
          one.towns[i] >= 0 && j < two.hours.length && two.hours[j] <= one.hours[i] + HOURS_PER_DAY;
          j++) {
        if (two.towns[j] == one.towns[i]) {
          same++;
          changes += one.towns[i] == before ? 0 : 1;
          before = one.towns[i];
        } else if (two.towns[j] >= 0) {
          other++;
        }
      }
    }
    if (same + other < 2) {
      return 0;
    }
    double share = (double) same / (same + other);
    if (share < APART) {
      return -weights.otherTowns() * Math.min(1, other / SURE_OF_TOWNS);
    }
    return share > TOGETHER && changes >= 2 ? weights.sameTowns() : 0;
  }

  /**
   * By how many posters with pictures of their own a selector is used at one time, on average; at
   * least 1. Computed anew when the number of its holders has changed enough.
   */
  double depth(Agglomeration state, int key) {
    int span = state.span(key);
    int known = depthSpan[key];
    if (known == span || (span > Agglomeration.ALL_PAIRS && known > 0 && known <= span * 1.1)) {
      return depth[key];
    }
    int[] holders = state.holders(key);
    double found = 1 + crowd(state, key, holders);
    if (state.table.kind(key) != KeyKind.PHONE) {
      int withPhone = 0;
      for (int holder : holders) {
        withPhone += count(state, holder, KeyKind.PHONE) > 0 ? 1 : 0;
      }
      double phones = differing(state, holders, KeyKind.PHONE) * withPhone;
      found += weights.crowdOfPhones() * Math.max(0, phones - 1);
    }
    depth[key] = found;
    depthSpan[key] = span;
    return found;
  }

  /** Holders beyond the first, each as far as its pictures show that it is one. */
  private double crowd(Agglomeration state, int key, int[] holders) {
    int[] from = new int[holders.length];
    int[] to = new int[holders.length];
    double[] mass = new double[holders.length];
    int n = 0;
    double all = 0;
    for (int number : holders) {
      Cluster cluster = state.cluster(number);
      double pictures = 0;
      for (int held : cluster.keys) {
        if (state.table.kind(held) == KeyKind.PICTURE) {
          pictures += specific[Math.min(MAX_TABLED_SPAN, state.span(held))];
        }
      }
      int at = cluster.at(key);
      if (pictures == 0 || cluster.first[at] == Cluster.NEVER) {
        continue;
      }
      boolean isShort = cluster.last[at] - cluster.first[at] < SHORT_USE_HOURS;
      int around = isShort ? AROUND_SHORT_USE_HOURS : -HOURS_PER_DAY;
      from[n] = cluster.first[at] - around;
      to[n] = cluster.last[at] + around;
      mass[n] = (1 - Math.exp(-pictures / PICTURES)) * (1 - Math.exp(-cluster.shown / SHOWN));
      all += mass[n++];
    }
    if (n < 2) {
      return 0;
    }
    // Ads of one poster that are not joined yet repeat their pictures: they are no crowd.
    double differing = differing(state, holders, KeyKind.PICTURE);
    return differing * Overlap.mean(from, to, mass, n)
        + weights.crowd() * Math.max(0, differing * all - 1);
  }

  private static int count(Agglomeration state, int number, KeyKind kind) {
    int count = 0;
    for (int key : state.cluster(number).keys) {
      count += state.table.kind(key) == kind ? 1 : 0;
    }
    return count;
  }

  /** Share of the keys of a kind that are not repeated among clusters: 1 where all differ. */
  private static double differing(Agglomeration state, int[] holders, KeyKind kind) {
    int all = 0;
    int[] held = new int[holders.length * 4];
    for (int number : holders) {
      for (int key : state.cluster(number).keys) {
        if (state.table.kind(key) == kind) {
          if (all == held.length) {
            held = Arrays.copyOf(held, 2 * all);
          }
          held[all++] = key;
        }
      }
    }
    Arrays.sort(held, 0, all);
    int different = 0;
    for (int i = 0; i < all; i++) {
      different += i == 0 || held[i] != held[i - 1] ? 1 : 0;
    }
    return all == 0 ? 0 : (double) different / all;
  }
}
