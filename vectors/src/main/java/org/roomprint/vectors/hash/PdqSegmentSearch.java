package org.roomprint.vectors.hash;

/**
 * One look-up in one segment; used once, by one thread.
 *
 * <p>Its time is that of waiting for memory: some 270 buckets that lie anywhere in a gigabyte. So
 * the lines of the next band's buckets are asked for while the buckets of one band are looked
 * through, and hashes to compare as a whole are gathered and fetched together.
 */
final class PdqSegmentSearch {
  /** Largest distance for which the bands serve; beyond it every hash is compared. */
  static final int MAX_DISTANCE = 2 * PdqBand.COUNT - 1;

  /** Hashes gathered before they are compared. */
  private static final int GATHERED = 1024;

  /** Following bands in a cache line. */
  private static final int PER_LINE = 32;

  /** Thresholds are shared out anew when more than this share of the segment would be looked at. */
  private static final int COSTLY_SHARE = 32;

  /** Every hash is compared, one after the other, when more than this share would be looked at. */
  private static final int HOPELESS_SHARE = 4;

  private final PdqSegment segment;
  private final PdqBand[] bands;
  private final PdqHash query;
  private final long q0;
  private final long q1;
  private final long q2;
  private final long q3;
  private final int maxDistance;
  private final PdqHitConsumer hits;
  private final int[] values = new int[PdqBand.COUNT];
  private int[] thresholds;
  private final int[] gathered = new int[GATHERED];
  private int gatheredCount;

  PdqSegmentSearch(PdqSegment segment, PdqHash query, int maxDistance, PdqHitConsumer hits) {
    this.segment = segment;
    this.bands = segment.bands();
    this.query = query;
    this.q0 = query.bits255To192();
    this.q1 = query.bits191To128();
    this.q2 = query.bits127To64();
    this.q3 = query.bits63To0();
    this.maxDistance = maxDistance;
    this.hits = hits;
    for (int band = 0; band < PdqBand.COUNT; band++) {
      values[band] = PdqBand.of(q0, q1, q2, q3, band);
    }
    this.thresholds = PdqThresholds.even(maxDistance);
  }

  void run() {
    if (toLookAt() > segment.count() / COSTLY_SHARE) {
      thresholds = PdqThresholds.cheapest(maxDistance, bands, values);
      if (toLookAt() > segment.count() / HOPELESS_SHARE) {
        int end = segment.first() + segment.count();
        segment.hashes().scan(segment.first(), end, query, maxDistance, hits);
        return;
      }
    }
    fetch(0);
    for (int band = 0; band < PdqBand.COUNT; band++) {
      fetch(band + 1);
      lookThrough(band);
      compareGathered(band);
    }
  }

  /** Hashes in all buckets to look at. Also brings the limits of those buckets near. */
  private long toLookAt() {
    long count = 0;
    for (int band = 0; band < PdqBand.COUNT; band++) {
      int value = values[band];
      if (thresholds[band] > 0) {
        count += bands[band].size(value);
      }
      if (thresholds[band] > 1) {
        for (int bit = 0; bit < PdqBand.BITS; bit++) {
          count += bands[band].size(value ^ 1 << bit);
        }
      }
      if (thresholds[band] > 2) {
        for (int bit = 1; bit < PdqBand.BITS; bit++) {
          for (int other = 0; other < bit; other++) {
            count += bands[band].size(value ^ 1 << bit ^ 1 << other);
          }
        }
      }
    }
    return count;
  }

  /**
   * Reads from each line of a band's nearest buckets, so that they are on their way when needed.
   */
  private void fetch(int band) {
    if (band == PdqBand.COUNT || thresholds[band] == 0) {
      return;
    }
    int sum = fetch(bands[band], values[band]);
    if (thresholds[band] > 1) {
      for (int bit = 0; bit < PdqBand.BITS; bit++) {
        sum += fetch(bands[band], values[band] ^ 1 << bit);
      }
    }
    if (sum == Integer.MIN_VALUE) {
      // Never so, which the compiler does not know: it must not leave out reads that nobody uses.
      throw new IllegalStateException("More was read than a segment has");
    }
  }

  private static int fetch(PdqBand band, int value) {
    char[] following = band.following();
    int end = band.end(value);
    int sum = 0;
    for (int at = band.start(value); at < end; at += PER_LINE) {
      sum += following[at];
    }
    return sum;
  }

  private void lookThrough(int band) {
    int threshold = thresholds[band];
    int value = values[band];
    int next = (band + 1) % PdqBand.COUNT;
    int limit = threshold + thresholds[next] - 1;
    if (threshold > 0) {
      gather(band, value, values[next], limit);
    }
    if (threshold > 1) {
      for (int bit = 0; bit < PdqBand.BITS; bit++) {
        gather(band, value ^ 1 << bit, values[next], limit - 1);
      }
    }
    if (threshold > 2) {
      for (int bit = 1; bit < PdqBand.BITS; bit++) {
        for (int other = 0; other < bit; other++) {
          gather(band, value ^ 1 << bit ^ 1 << other, values[next], limit - 2);
        }
      }
    }
  }

  /** Gathers the hashes of a bucket whose following band is near enough to the query's. */
  private void gather(int band, int value, int next, int limit) {
    char[] following = bands[band].following();
    int end = bands[band].end(value);
    int at = bands[band].start(value);
    while (at < end) {
      if (gatheredCount == GATHERED) {
        compareGathered(band);
      }
      int n = gatheredCount;
      int pause = Math.min(end, at + GATHERED - n);
      for (; at < pause; at++) {
        if (Integer.bitCount(following[at] ^ next) <= limit) {
          gathered[n++] = at;
        }
      }
      gatheredCount = n;
    }
  }

  private void compareGathered(int band) {
    for (int i = 0; i < gatheredCount; i++) {
      gathered[i] = segment.first() + bands[band].ordinal(gathered[i]);
    }
    PdqHashes hashes = segment.hashes();
    for (int i = 0; i < gatheredCount; i++) {
      int ordinal = gathered[i];
      long[] block = hashes.block(ordinal);
      int at = PdqHashes.at(ordinal);
      long x0 = block[at] ^ q0;
      long x1 = block[at + 1] ^ q1;
      long x2 = block[at + 2] ^ q2;
      long x3 = block[at + 3] ^ q3;
      int distance = Long.bitCount(x0) + Long.bitCount(x1) + Long.bitCount(x2) + Long.bitCount(x3);
      if (distance <= maxDistance && isFirstBand(band, x0, x1, x2, x3)) {
        hits.accept(ordinal, distance);
      }
    }
    gatheredCount = 0;
  }

  /** Whether no earlier band finds the hash that differs in these bits: so each is named once. */
  private boolean isFirstBand(int band, long x0, long x1, long x2, long x3) {
    for (int earlier = 0; earlier < band; earlier++) {
      int next = earlier + 1;
      int here = Integer.bitCount(PdqBand.of(x0, x1, x2, x3, earlier));
      int there = Integer.bitCount(PdqBand.of(x0, x1, x2, x3, next));
      if (here < thresholds[earlier] && here + there < thresholds[earlier] + thresholds[next]) {
        return false;
      }
    }
    return true;
  }
}
