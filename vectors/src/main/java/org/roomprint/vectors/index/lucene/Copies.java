package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.index.IndexedPicture;

/**
 * Knows which pictures are copies: another picture of the kind with the same embedding, bit by bit,
 * is in the graph already.
 *
 * <p>A mistake, for instance by two writers at one moment, costs speed and changes no answer.
 */
final class Copies {
  /** Pictures in the graph since the last commit: embedding key with kind, picture id. */
  private final Map<Term, String> uncommitted = new ConcurrentHashMap<>();

  /** Whether the picture is a copy; it counts as being in the graph from now on when it is not. */
  boolean isCopy(IndexedPicture picture, BytesRef key, DirectoryReader committed)
      throws IOException {
    Term term = new Term(GalleryFields.embeddingKey(picture.kind()), key);
    String id = picture.pictureId();
    String first = uncommitted.putIfAbsent(term, id);
    if (first != null) {
      return !first.equals(id);
    }
    if (isAnothers(term, id, committed)) {
      uncommitted.remove(term, id);
      return true;
    }
    return false;
  }

  /** What was put before is in the committed reader from now on. */
  void committed() {
    uncommitted.clear();
  }

  private static boolean isAnothers(Term term, String id, DirectoryReader reader)
      throws IOException {
    References references = new References(reader.leaves());
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if ((live == null || live.get(doc)) && !references.id(leaf.docBase + doc).equals(id)) {
          return true;
        }
      }
    }
    return false;
  }
}
