package org.roomprint.vectors.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * An index over a run of at most 16.8 million hashes.
 *
 * <p>Multi-index hashing made stricter by the pigeonring principle. A hash is cut into a ring of 16
 * bands of 16 bits. Band i has a threshold t(i); all thresholds add up to one more than the
 * distance sought. Let d(i) be the bits of band i in which some hash differs from the query. If the
 * d(i) add up to no more than the distance, then there is a band from which, going around the ring,
 * every sum of d is smaller than the sum of t over the same bands. So it is enough to look in each
 * band at the buckets with d(i) &lt; t(i), and to compare as a whole only what also has d(i) +
 * d(i+1) &lt; t(i) + t(i+1), for which the following band is kept beside each hash. At distance 31
 * every t(i) is 2: of 10 million evenly spread hashes some 41,000 are looked at, two bytes each,
 * and about a hundred are compared.
 *
 * <p>M. Norouzi, A. Punjani, D. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing",
 * 2012; J. Qin, C. Xiao, "Pigeonring: A Principle for Faster Thresholded Similarity Search", 2018.
 */
final class PdqSegment {
  private final PdqHashes hashes;
  private final int first;
  private final int count;
  private final PdqBand[] bands;

  private PdqSegment(PdqHashes hashes, int first, int count, PdqBand[] bands) {
    this.hashes = hashes;
    this.first = first;
    this.count = count;
    this.bands = bands;
  }

  /** Sorts {@code count} hashes from {@code first} by each band, each band as a task of its own. */
  static PdqSegment build(PdqHashes hashes, int first, int count, ExecutorService executor) {
    List<Future<PdqBand>> tasks = new ArrayList<>();
    for (int band = 0; band < PdqBand.COUNT; band++) {
      int number = band;
      tasks.add(executor.submit(() -> new PdqBand(hashes, first, count, number)));
    }
    PdqBand[] bands = new PdqBand[PdqBand.COUNT];
    for (int band = 0; band < PdqBand.COUNT; band++) {
      bands[band] = await(tasks.get(band));
    }
    return new PdqSegment(hashes, first, count, bands);
  }

  /** Number of the segment's first hash in the list. */
  int first() {
    return first;
  }

  /** Number of hashes. */
  int count() {
    return count;
  }

  PdqHashes hashes() {
    return hashes;
  }

  PdqBand[] bands() {
    return bands;
  }

  long bytes() {
    long bytes = 0;
    for (PdqBand band : bands) {
      bytes += band.bytes();
    }
    return bytes;
  }

  private static PdqBand await(Future<PdqBand> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a PDQ index was built", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A band of a PDQ index could not be built", e.getCause());
    }
  }
}
