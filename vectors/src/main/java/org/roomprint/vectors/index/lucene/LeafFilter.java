package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.index.GalleryFilter;

/**
 * Says for each segment which documents a search may find.
 *
 * <p>What is asked for becomes a bit set of the segment. What is left out, usually few documents,
 * becomes a sparse one, so that leaving out an ad's own images does not cost a walk over millions.
 */
final class LeafFilter {
  private final @Nullable Weight required;
  private final @Nullable Weight excluded;

  LeafFilter(IndexSearcher searcher, GalleryFilter filter) throws IOException {
    this.required = weight(searcher, FilterQueries.required(filter));
    this.excluded = weight(searcher, FilterQueries.excluded(filter));
  }

  /**
   * The documents of a segment that may be found.
   *
   * @param bits null means all
   * @param count how many at most
   */
  record Accepted(@Nullable Bits bits, int count) {
    boolean contains(int document) {
      return bits == null || bits.get(document);
    }
  }

  Accepted accepted(LeafReaderContext leaf) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    int maxDoc = leaf.reader().maxDoc();
    DocIdSetIterator without = iterator(excluded, leaf);
    if (required != null) {
      FixedBitSet bits = new FixedBitSet(maxDoc);
      DocIdSetIterator with = iterator(required, leaf);
      if (with == null) {
        return new Accepted(bits, 0);
      }
      bits.or(with);
      if (live != null) {
        live.applyMask(bits, 0);
      }
      if (without != null) {
        bits.andNot(without);
      }
      return new Accepted(bits, bits.cardinality());
    }
    if (without == null) {
      return new Accepted(live, leaf.reader().numDocs());
    }
    SparseFixedBitSet hidden = new SparseFixedBitSet(maxDoc);
    hidden.or(without);
    return new Accepted(new AllBut(live, hidden), leaf.reader().numDocs());
  }

  private static @Nullable Weight weight(IndexSearcher searcher, Optional<Query> query)
      throws IOException {
    return query.isEmpty()
        ? null
        : searcher.createWeight(searcher.rewrite(query.get()), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  private static @Nullable DocIdSetIterator iterator(
      @Nullable Weight weight, LeafReaderContext leaf) throws IOException {
    Scorer scorer = weight == null ? null : weight.scorer(leaf);
    return scorer == null ? null : scorer.iterator();
  }

  /** Live documents without some. */
  private record AllBut(@Nullable Bits live, SparseFixedBitSet hidden) implements Bits {
    @Override
    public boolean get(int index) {
      return !hidden.get(index) && (live == null || live.get(index));
    }

    @Override
    public int length() {
      return hidden.length();
    }
  }
}
