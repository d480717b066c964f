package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;

/**
 * One look for nearest neighbours in all segments of a snapshot.
 *
 * <p>Approximate: each segment's graph gives more candidates than asked for, by quantised vectors;
 * they are compared again in full precision. A segment where the filter leaves little, or where the
 * graph search becomes as long as a walk, is walked through instead.
 */
final class KnnSearch {
  /** Candidates that are compared again, for each one asked for. */
  static final int OVERSAMPLING = 3;

  /** Fewest candidates of a graph search: below this the graph misses neighbours. */
  static final int MIN_CANDIDATES = 128;

  /**
   * Share of accepted documents, in percent, below which the graph search goes from accepted to
   * accepted.
   */
  private static final int FILTERED_SEARCH_PERCENT = 60;

  private final IndexSearcher searcher;
  private final float[] query;
  private final int k;
  private final List<String> fields;
  private final LeafFilter filter;
  private final References references;
  private long visited;

  KnnSearch(IndexSearcher searcher, float[] query, int k, GalleryFilter filter) throws IOException {
    this.searcher = searcher;
    this.query = query;
    this.k = k;
    this.fields =
        List.of(GalleryFields.embedding(filter.kind()), GalleryFields.copies(filter.kind()));
    this.filter = new LeafFilter(searcher, filter);
    this.references = new References(searcher.getIndexReader().leaves());
  }

  KnnAnswer search(KnnMode mode, int candidates) throws IOException {
    TopHits top = new TopHits(k, searcher.getIndexReader().maxDoc(), references);
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    switch (mode) {
      case EXACT -> {
        for (LeafReaderContext leaf : leaves) {
          LeafFilter.Accepted accepted = filter.accepted(leaf);
          for (String field : fields) {
            walk(leaf, field, accepted, top);
          }
        }
      }
      case APPROXIMATE -> approximate(leaves, Math.max(k, candidates), top);
    }
    List<KnnAnswer.Hit> hits = new ArrayList<>();
    for (TopHits.Candidate candidate : top.bestFirst()) {
      hits.add(
          new KnnAnswer.Hit(
              references.reference(candidate.document),
              Math.clamp((double) candidate.similarity, -1, 1)));
    }
    return new KnnAnswer(hits, visited);
  }

  private void approximate(List<LeafReaderContext> leaves, int candidates, TopHits top)
      throws IOException {
    List<Found> found = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      LeafFilter.Accepted accepted = filter.accepted(leaf);
      for (String field : fields) {
        TopDocs docs =
            accepted.count() <= candidates ? null : graph(leaf, field, accepted, candidates);
        if (docs == null) {
          walk(leaf, field, accepted, top);
        } else {
          for (ScoreDoc doc : docs.scoreDocs) {
            found.add(new Found(leaf, field, doc.doc, doc.score));
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
    rescore(found.subList(0, Math.min(candidates, found.size())), top);
  }

  /** The graph's candidates; null when a walk is shorter. */
  private @Nullable TopDocs graph(
      LeafReaderContext leaf, String field, LeafFilter.Accepted accepted, int candidates)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
    if (vectors == null || vectors.size() <= candidates) {
      return null;
    }
    TopKnnCollector collector =
        new TopKnnCollector(
            candidates, accepted.count() + 1, new KnnSearchStrategy.Hnsw(FILTERED_SEARCH_PERCENT));
    leaf.reader().searchNearestVectors(field, query, collector, new Documents(accepted));
    visited += collector.visitedCount();
    TopDocs docs = collector.topDocs();
    return collector.earlyTerminated() || docs.scoreDocs.length < k ? null : docs;
  }

  /** Compares candidates in full precision, in the order in which they lie in memory. */
  private void rescore(List<Found> found, TopHits top) throws IOException {
    List<Found> inOrder = new ArrayList<>(found);
    inOrder.sort(
        Comparator.comparingInt((Found candidate) -> candidate.leaf().ord)
            .thenComparing(Found::field)
            .thenComparingInt(Found::document));
    LeafReaderContext leaf = null;
    String field = "";
    FloatVectorValues vectors = null;
    KnnVectorValues.DocIndexIterator position = null;
    for (Found candidate : inOrder) {
      if (vectors == null
          || position == null
          || candidate.leaf() != leaf
          || !candidate.field().equals(field)) {
        leaf = candidate.leaf();
        field = candidate.field();
        vectors = leaf.reader().getFloatVectorValues(field);
        position = vectors.iterator();
      }
      position.advance(candidate.document());
      top.offer(
          leaf.docBase + candidate.document(),
          VectorUtil.dotProduct(query, vectors.vectorValue(position.index())));
    }
  }

  /** Compares every accepted vector of a segment in full precision. */
  private void walk(LeafReaderContext leaf, String field, LeafFilter.Accepted accepted, TopHits top)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
    if (vectors == null || accepted.count() == 0) {
      return;
    }
    KnnVectorValues.DocIndexIterator position = vectors.iterator();
    for (int doc = position.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = position.nextDoc()) {
      if (accepted.contains(doc)) {
        visited++;
        top.offer(
            leaf.docBase + doc,
            VectorUtil.dotProduct(query, vectors.vectorValue(position.index())));
      }
    }
  }

  /** A candidate by its quantised vector; its document is counted within the segment. */
  private record Found(LeafReaderContext leaf, String field, int document, float score) {}

  /** A segment's accepted documents as Lucene's graph search takes them. */
  private static final class Documents extends AcceptDocs {
    private final LeafFilter.Accepted accepted;

    Documents(LeafFilter.Accepted accepted) {
      this.accepted = accepted;
    }

    @Override
    public @Nullable Bits bits() {
      return accepted.bits();
    }

    @Override
    public DocIdSetIterator iterator() {
      throw new UnsupportedOperationException("The graph search asks for bits");
    }

    @Override
    public int cost() {
      return accepted.count();
    }
  }
}
