package org.roomprint.vectors.hash;

/**
 * Compares the query with every hash: the plain way, best for some thousand hashes, and the measure
 * of other ways.
 */
public final class PdqScan implements PdqLookup {
  private final PdqHashes hashes;

  PdqScan(PdqHashes hashes) {
    this.hashes = hashes;
  }

  /** A scan over hashes, numbered from 0 in the order given. */
  public static PdqScan of(Iterable<PdqHash> hashes) {
    PdqHashes list = new PdqHashes();
    hashes.forEach(list::add);
    list.trim();
    return new PdqScan(list);
  }

  PdqHashes hashes() {
    return hashes;
  }

  @Override
  public int size() {
    return hashes.size();
  }

  @Override
  public PdqHash hash(int ordinal) {
    return hashes.get(ordinal);
  }

  @Override
  public void search(PdqHash query, int maxDistance, PdqHitConsumer hits) {
    PdqLookup.checkDistance(maxDistance);
    hashes.scan(0, hashes.size(), query, maxDistance, hits);
  }

  @Override
  public long bytes() {
    return hashes.bytes();
  }
}
