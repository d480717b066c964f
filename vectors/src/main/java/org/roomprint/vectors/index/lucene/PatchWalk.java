package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnAnswer;

/** One walk through the patches of all pictures that a filter accepts. */
final class PatchWalk {
  private final IndexSearcher searcher;
  private final GalleryFilter filter;
  private final LeafFilter leafFilter;

  PatchWalk(IndexSearcher searcher, GalleryFilter filter) throws IOException {
    this.searcher = searcher;
    this.filter = filter;
    this.leafFilter = new LeafFilter(searcher, filter);
  }

  private interface Visitor {
    void visit(int document, BinaryDocValues patches) throws IOException;
  }

  List<PatchEmbeddings> sample(int most) throws IOException {
    int[] all = {0};
    walk((_, _) -> all[0]++);
    int step = Math.max(1, (all[0] + most - 1) / most);
    int[] number = {0};
    List<PatchEmbeddings> sample = new ArrayList<>();
    walk((document, _) -> {
      if (number[0]++ % step == 0) {
        StoredPatches.of(searcher.getIndexReader(), document).ifPresent(sample::add);
      }
    });
    return sample;
  }

  KnnAnswer highest(int k, ToDoubleFunction<PatchEmbeddings> score) throws IOException {
    References references = new References(searcher.getIndexReader().leaves());
    TopHits top = new TopHits(k, searcher.getIndexReader().maxDoc(), references);
    long[] visited = {0};
    walk((document, patches) -> {
      visited[0]++;
      top.offer(document, (float) score.applyAsDouble(StoredPatches.first(patches.binaryValue())));
    });
    List<KnnAnswer.Hit> hits = new ArrayList<>();
    for (TopHits.Candidate candidate : top.bestFirst()) {
      hits.add(
          new KnnAnswer.Hit(
              references.reference(candidate.document),
              Math.clamp((double) candidate.similarity, -1, 1)));
    }
    return new KnnAnswer(hits, visited[0]);
  }

  private void walk(Visitor visitor) throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      BinaryDocValues patches = leaf.reader().getBinaryDocValues(GalleryFields.PATCHES);
      BinaryDocValues kind = leaf.reader().getBinaryDocValues(GalleryFields.pdq(filter.kind()));
      if (patches == null || kind == null) {
        continue;
      }
      LeafFilter.Accepted accepted = leafFilter.accepted(leaf);
      for (int doc = patches.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = patches.nextDoc()) {
        if (accepted.contains(doc) && kind.advanceExact(doc)) {
          visitor.visit(leaf.docBase + doc, patches);
        }
      }
    }
  }
}
