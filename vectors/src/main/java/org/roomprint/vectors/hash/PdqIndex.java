package org.roomprint.vectors.hash;

/**
 * Finds every hash within a distance of up to 31 among tens of millions without comparing the query
 * with each.
 */
public final class PdqIndex implements PdqLookup {
  private final PdqScan scan;

  private PdqIndex(PdqScan scan) {
    this.scan = scan;
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
    scan.search(query, maxDistance, hits);
  }

  @Override
  public long bytes() {
    return scan.bytes();
  }

  /** Collects hashes for an index; used once, by one thread. */
  public static final class Builder {
    private final PdqHashes hashes = new PdqHashes();

    private Builder() {}

    /** Adds a hash; its number is the count of those added before. */
    public Builder add(PdqHash hash) {
      hashes.add(hash);
      return this;
    }

    /** The index of what was added. */
    public PdqIndex build() {
      return new PdqIndex(new PdqScan(hashes));
    }
  }
}
