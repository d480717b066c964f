package org.roomprint.vectors.hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Hashes under ids of their own that come and go while they are searched: exact, as {@link
 * PdqIndex}.
 *
 * <p>New hashes are kept in a short list that is compared one by one. When it is full it becomes an
 * index that never changes; indexes of similar size are built into one, so that there are few of
 * them and each hash takes part in building only some times. What is removed is marked, and left
 * out when its index is next built.
 *
 * <p>Safe to be called from several threads at once. Searches wait for additions and removals only
 * for moments, never while an index is built; additions and removals wait for each other.
 */
public final class GrowingPdqIndex {
  /** Receives what a look-up finds, each entry once, in no particular order. */
  @FunctionalInterface
  public interface IdConsumer {
    /**
     * A hash within the distance asked for.
     *
     * @param id under which it was added
     * @param distance bits in which it differs from the query
     */
    void accept(long id, int distance);
  }

  /**
   * An index is built into one with the index before it when that is at most so many times larger.
   */
  private static final int GROWTH = 4;

  private final int tailLimit;
  private final int buildThreads;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** From the largest and oldest to the tail; changed under the write lock. */
  private List<Part> parts = List.of(new Part(new PdqHashes()));

  /**
   * An empty index.
   *
   * @param buildThreads that build the parts of it, at least 1
   */
  public GrowingPdqIndex(int buildThreads) {
    this(buildThreads, PdqIndex.SCANNED_BELOW);
  }

  GrowingPdqIndex(int buildThreads, int tailLimit) {
    this.buildThreads = buildThreads;
    this.tailLimit = tailLimit;
  }

  /** Adds a hash; an id may have several hashes, and a hash several ids. */
  public synchronized void add(long id, PdqHash hash) {
    change(() -> parts.getLast().add(id, hash));
    if (parts.getLast().size() >= tailLimit) {
      grow();
    }
  }

  /**
   * Removes one entry with this id and hash.
   *
   * @return whether there was one
   */
  public synchronized boolean remove(long id, PdqHash hash) {
    for (Part part : parts) {
      int ordinal = part.find(id, hash);
      if (ordinal >= 0) {
        change(() -> part.removed.set(ordinal));
        return true;
      }
    }
    return false;
  }

  /** Names every entry within the distance to the consumer, which must not call this index. */
  public void search(PdqHash query, int maxDistance, IdConsumer hits) {
    PdqLookup.checkDistance(maxDistance);
    lock.readLock().lock();
    try {
      for (Part part : parts) {
        part.search(query, maxDistance, hits);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Number of entries. */
  public int size() {
    lock.readLock().lock();
    try {
      return parts.stream().mapToInt(part -> part.size() - part.removed.cardinality()).sum();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void change(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes an index of the full tail and of the parts before it that are not much larger. */
  private void grow() {
    int from = parts.size() - 1;
    int size = parts.get(from).size();
    while (from > 0 && parts.get(from - 1).size() <= GROWTH * size) {
      from--;
      size += parts.get(from).size();
    }
    List<Part> next = new ArrayList<>(parts.subList(0, from));
    next.add(Part.built(parts.subList(from, parts.size()), buildThreads));
    next.add(new Part(new PdqHashes()));
    change(() -> parts = List.copyOf(next));
  }

  /** Some of the hashes with their ids: the tail, to which is added, or an index. */
  private static final class Part {
    final PdqHashes hashes;
    final PdqLookup lookup;
    final BitSet removed = new BitSet();
    private long[] ids = new long[16];

    Part(PdqHashes tail) {
      this.hashes = tail;
      this.lookup = new PdqScan(tail);
    }

    private Part(PdqIndex index, long[] ids) {
      this.hashes = index.hashes();
      this.lookup = index;
      this.ids = ids;
    }

    static Part built(List<Part> parts, int threads) {
      int size = parts.stream().mapToInt(part -> part.size() - part.removed.cardinality()).sum();
      long[] ids = new long[size];
      int at = 0;
      PdqIndex.Builder builder = PdqIndex.builder();
      for (Part part : parts) {
        for (int ordinal = 0; ordinal < part.size(); ordinal++) {
          if (!part.removed.get(ordinal)) {
            builder.add(part.hashes.get(ordinal));
            ids[at++] = part.ids[ordinal];
          }
        }
      }
      return new Part(builder.build(threads), ids);
    }

    int size() {
      return hashes.size();
    }

    void add(long id, PdqHash hash) {
      if (hashes.size() == ids.length) {
        ids = Arrays.copyOf(ids, 2 * ids.length);
      }
      ids[hashes.size()] = id;
      hashes.add(hash);
    }

    int find(long id, PdqHash hash) {
      int[] found = {-1};
      lookup.search(
          hash,
          0,
          (ordinal, _) -> {
            if (ids[ordinal] == id && !removed.get(ordinal)) {
              found[0] = ordinal;
            }
          });
      return found[0];
    }

    void search(PdqHash query, int maxDistance, IdConsumer hits) {
      lookup.search(
          query,
          maxDistance,
          (ordinal, distance) -> {
            if (!removed.get(ordinal)) {
              hits.accept(ids[ordinal], distance);
            }
          });
    }
  }
}
