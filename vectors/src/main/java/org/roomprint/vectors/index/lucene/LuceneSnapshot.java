package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.LocalFeatures;

/** A view of one commit; holds its files open until closed. */
final class LuceneSnapshot implements GallerySnapshot {
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final CommitNotes commit;
  private final PdqSegments pdq;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over one reference to the reader, which is given back when this is closed. */
  LuceneSnapshot(DirectoryReader reader, CommitNotes commit, PdqSegments pdq, Runnable whenClosed) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    this.commit = commit;
    this.pdq = pdq;
    this.whenClosed = whenClosed;
  }

  @Override
  public IndexIdentity identity() {
    return commit.identity();
  }

  @Override
  public Map<String, String> notes() {
    return commit.notes();
  }

  @Override
  public void requireWhole() throws IOException {
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    } catch (IOException e) {
      throw Commits.explained("generation " + commit.identity().generation(), e);
    }
  }

  @Override
  public long size(PictureKind kind) throws IOException {
    return searcher.count(FilterQueries.kind(kind));
  }

  @Override
  public long count(GalleryFilter filter) throws IOException {
    return searcher.count(FilterQueries.whole(filter));
  }

  @Override
  public Set<String> accepted(Collection<String> pictureIds, GalleryFilter filter)
      throws IOException {
    LeafFilter leafFilter = new LeafFilter(searcher, filter);
    Map<Integer, LeafFilter.Accepted> byLeaf = new HashMap<>();
    Set<String> accepted = new HashSet<>();
    for (String pictureId : pictureIds) {
      OptionalInt number = document(pictureId);
      if (number.isPresent()) {
        int ord = ReaderUtil.subIndex(number.getAsInt(), reader.leaves());
        LeafReaderContext leaf = reader.leaves().get(ord);
        LeafFilter.Accepted ofLeaf = byLeaf.get(ord);
        if (ofLeaf == null) {
          ofLeaf = leafFilter.accepted(leaf);
          byLeaf.put(ord, ofLeaf);
        }
        int inLeaf = number.getAsInt() - leaf.docBase;
        if (ofLeaf.contains(inLeaf) && isKind(leaf, inLeaf, filter.kind())) {
          accepted.add(pictureId);
        }
      }
    }
    return accepted;
  }

  @Override
  public KnnAnswer knn(Embedding query, int k, KnnMode mode, GalleryFilter filter)
      throws IOException {
    return knn(
        query, k, Math.max(k * KnnSearch.OVERSAMPLING, KnnSearch.MIN_CANDIDATES), mode, filter);
  }

  /** As above, with the number of candidates that are compared again: more find more, slower. */
  KnnAnswer knn(Embedding query, int k, int candidates, KnnMode mode, GalleryFilter filter)
      throws IOException {
    if (k < 1) {
      throw new IllegalArgumentException("The number of neighbours is at least 1, not " + k);
    }
    int dimension = commit.identity().dimension();
    if (query.dimension() != dimension) {
      throw new IllegalArgumentException(
          "The index holds embeddings of "
              + dimension
              + " dimensions; the query has "
              + query.dimension());
    }
    return new KnnSearch(searcher, query.toArray(), k, filter).search(mode, candidates);
  }

  @Override
  public List<PdqNeighbour> withinPdqDistance(PdqHash query, int maxDistance, GalleryFilter filter)
      throws IOException {
    if (maxDistance < 0 || maxDistance > PdqHash.BITS) {
      throw new IllegalArgumentException("A PDQ distance is 0..256, not " + maxDistance);
    }
    return pdq.within(searcher, query, maxDistance, filter);
  }

  @Override
  public List<PictureRef> sameBytes(ContentHash bytes, GalleryFilter filter) throws IOException {
    LeafFilter leafFilter = new LeafFilter(searcher, filter);
    References references = new References(reader.leaves());
    Term term = new Term(GalleryFields.CONTENT, bytes.hex());
    List<PictureRef> found = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      LeafFilter.Accepted accepted = leafFilter.accepted(leaf);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (accepted.contains(doc) && isKind(leaf, doc, filter.kind())) {
          found.add(references.reference(leaf.docBase + doc));
        }
      }
    }
    found.sort(Comparator.comparing(PictureRef::pictureId));
    return found;
  }

  @Override
  public Optional<IndexedPicture> find(String pictureId) throws IOException {
    OptionalInt number = document(pictureId);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Document document =
        searcher.storedFields().document(number.getAsInt(), Set.of(GalleryFields.DETAILS));
    EntryCodec.Details details = EntryCodec.decodeDetails(stored(document, GalleryFields.DETAILS));
    PictureRef ref = new References(reader.leaves()).reference(number.getAsInt());
    return Optional.of(
        new IndexedPicture(
            ref.pictureId(),
            details.kind(),
            ref.ownerId(),
            ref.room(),
            ref.chain(),
            details.country(),
            details.place(),
            details.taken(),
            new PictureDescription(
                details.contentHash(),
                details.pdq(),
                details.pdqQuality(),
                embedding(number.getAsInt(), details.kind()),
                StoredPatches.of(reader, number.getAsInt()),
                localFeatures(number.getAsInt()))));
  }

  @Override
  public Optional<LocalFeatures> localFeatures(String pictureId) throws IOException {
    OptionalInt number = document(pictureId);
    return number.isEmpty() ? Optional.empty() : Optional.of(localFeatures(number.getAsInt()));
  }

  private LocalFeatures localFeatures(int document) throws IOException {
    BytesRef bytes =
        BinaryValues.of(reader.leaves(), GalleryFields.LOCAL_FEATURES, document)
            .orElseThrow(() ->
                new CorruptIndexException(
                    "A document has no local features", "document " + document));
    return LocalFeatures.ofBytes(EntryCodec.buffer(bytes));
  }

  @Override
  public Optional<PatchEmbeddings> patches(String pictureId) throws IOException {
    OptionalInt number = document(pictureId);
    return number.isEmpty() ? Optional.empty() : StoredPatches.of(reader, number.getAsInt());
  }

  @Override
  public List<PatchEmbeddings> samplePatches(int most, GalleryFilter filter) throws IOException {
    return new PatchWalk(searcher, filter).sample(most);
  }

  @Override
  public KnnAnswer highest(int k, ToDoubleFunction<PatchEmbeddings> score, GalleryFilter filter)
      throws IOException {
    return new PatchWalk(searcher, filter).highest(k, score);
  }

  /** The number of a picture's document in the whole index. */
  private OptionalInt document(String pictureId) throws IOException {
    Term term = new Term(GalleryFields.ID, pictureId);
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          return OptionalInt.of(leaf.docBase + doc);
        }
      }
    }
    return OptionalInt.empty();
  }

  private Embedding embedding(int document, PictureKind kind) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      int inLeaf = document - leaf.docBase;
      if (inLeaf >= 0 && inLeaf < leaf.reader().maxDoc()) {
        for (String field : List.of(GalleryFields.embedding(kind), GalleryFields.copies(kind))) {
          FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
          if (vectors != null) {
            KnnVectorValues.DocIndexIterator position = vectors.iterator();
            if (position.advance(inLeaf) == inLeaf) {
              return Embedding.of(vectors.vectorValue(position.index()));
            }
          }
        }
      }
    }
    throw new CorruptIndexException("A document has no embedding", "document " + document);
  }

  private static boolean isKind(LeafReaderContext leaf, int document, PictureKind kind)
      throws IOException {
    var values = leaf.reader().getBinaryDocValues(GalleryFields.pdq(kind));
    return values != null && values.advanceExact(document);
  }

  private static BytesRef stored(Document document, String field) throws IOException {
    BytesRef bytes = document.getBinaryValue(field);
    if (bytes == null) {
      throw new CorruptIndexException("A document lacks the field " + field, field);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        reader.decRef();
      } finally {
        whenClosed.run();
      }
    }
  }
}
