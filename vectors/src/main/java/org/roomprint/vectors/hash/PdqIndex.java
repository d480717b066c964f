package org.roomprint.vectors.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds every hash within a distance among tens of millions without comparing the query with each:
 * exact, at any distribution of hashes.
 *
 * <p>112 bytes a hash. Up to distance 31 ({@link PdqHash#SAME_PICTURE_DISTANCE}) the index serves,
 * the faster the smaller the distance; beyond it, and for fewer than {@value #SCANNED_BELOW}
 * hashes, every hash is compared. A query that lies in a crowd of hashes (those of flat pictures,
 * for instance) costs at most a few times a plain scan.
 */
public final class PdqIndex implements PdqLookup {
  /** Fewer hashes than this are compared one by one: that is as fast, and takes no more memory. */
  static final int SCANNED_BELOW = 16_384;

  private final PdqScan scan;
  private final List<PdqSegment> segments;

  private PdqIndex(PdqScan scan, List<PdqSegment> segments) {
    this.scan = scan;
    this.segments = List.copyOf(segments);
  }

  /** A builder of an index. */
  public static Builder builder() {
    return new Builder();
  }

  /** An index of hashes, numbered from 0 in the order given. */
  public static PdqIndex of(Iterable<PdqHash> hashes) {
    Builder builder = builder();
    hashes.forEach(builder::add);
    return builder.build();
  }

  /** The plain scan over the same hashes; shares their memory. */
  public PdqScan scan() {
    return scan;
  }

  PdqHashes hashes() {
    return scan.hashes();
  }

  @Override
  public int size() {
    return scan.size();
  }

  @Override
  public PdqHash hash(int ordinal) {
    return scan.hash(ordinal);
  }

  @Override
  public void search(PdqHash query, int maxDistance, PdqHitConsumer hits) {
    if (segments.isEmpty() || maxDistance > PdqSegmentSearch.MAX_DISTANCE) {
      scan.search(query, maxDistance, hits);
      return;
    }
    PdqLookup.checkDistance(maxDistance);
    for (PdqSegment segment : segments) {
      new PdqSegmentSearch(segment, query, maxDistance, hits).run();
    }
  }

  @Override
  public long bytes() {
    return scan.bytes() + segments.stream().mapToLong(PdqSegment::bytes).sum();
  }

  /** Collects hashes for an index; used once, by one thread. */
  public static final class Builder {
    private final PdqHashes hashes = new PdqHashes();
    private int scannedBelow = SCANNED_BELOW;
    private int maxSegment = PdqBand.MAX_HASHES;
    private boolean built;

    private Builder() {}

    /** Adds a hash; its number is the count of those added before. */
    public Builder add(PdqHash hash) {
      checkNotBuilt();
      hashes.add(hash);
      return this;
    }

    /** For tests: builds bands for few hashes, and several segments of them. */
    Builder withSegments(int scannedBelow, int maxSegment) {
      this.scannedBelow = scannedBelow;
      this.maxSegment = maxSegment;
      return this;
    }

    /** The index of what was added, built on every processor. */
    public PdqIndex build() {
      return build(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The index of what was added.
     *
     * @param threads that build it, at least 1
     */
    public PdqIndex build(int threads) {
      checkNotBuilt();
      built = true;
      hashes.trim();
      int count = hashes.size();
      List<PdqSegment> segments = new ArrayList<>();
      if (count >= scannedBelow) {
        int parts = Math.ceilDiv(count, maxSegment);
        Thread.Builder named = Thread.ofPlatform().daemon().name("pdq-index-", 0);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads, named.factory())) {
          for (int part = 0; part < parts; part++) {
            int first = (int) ((long) count * part / parts);
            int end = (int) ((long) count * (part + 1) / parts);
            segments.add(PdqSegment.build(hashes, first, end - first, executor));
          }
        }
      }
      return new PdqIndex(new PdqScan(hashes), segments);
    }

    private void checkNotBuilt() {
      if (built) {
        throw new IllegalStateException("The index is built; a builder serves for one");
      }
    }
  }
}
