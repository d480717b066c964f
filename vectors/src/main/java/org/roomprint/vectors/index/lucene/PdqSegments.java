package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;

/**
 * Finds every hash within a distance, in each segment by itself.
 *
 * <p>A segment never changes, apart from deletions that are looked up in each snapshot; so what is
 * built over its hashes is kept as long as the segment is open, and putting pictures builds nothing
 * again.
 */
final class PdqSegments {
  private record Key(IndexReader.CacheKey segment, String field) {}

  private final Map<Key, PdqSegment> segments = new ConcurrentHashMap<>();

  List<PdqNeighbour> within(
      IndexSearcher searcher, PdqHash query, int maxDistance, GalleryFilter filter)
      throws IOException {
    String field = GalleryFields.pdq(filter.kind());
    LeafFilter leafFilter = new LeafFilter(searcher, filter);
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    References references = new References(leaves);
    List<PdqNeighbour> found = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      PdqSegment segment = segment(leaf, field);
      if (segment.size() == 0) {
        continue;
      }
      LeafFilter.Accepted accepted = leafFilter.accepted(leaf);
      for (PdqSegment.Match match : segment.within(query, maxDistance)) {
        if (accepted.contains(match.document())) {
          found.add(
              new PdqNeighbour(
                  references.reference(leaf.docBase + match.document()),
                  match.distance(),
                  match.quality()));
        }
      }
    }
    found.sort(
        Comparator.comparingInt(PdqNeighbour::distance)
            .thenComparing(neighbour -> neighbour.picture().pictureId()));
    return found;
  }

  /** Builds what the look-ups in a snapshot's new segments need, so that no search waits for it. */
  void warm(IndexReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      for (PictureKind kind : PictureKind.values()) {
        segment(leaf, GalleryFields.pdq(kind));
      }
    }
  }

  private PdqSegment segment(LeafReaderContext leaf, String field) throws IOException {
    IndexReader.CacheHelper helper = leaf.reader().getCoreCacheHelper();
    if (helper == null) {
      return PdqSegment.read(leaf.reader().getBinaryDocValues(field));
    }
    Key key = new Key(helper.getKey(), field);
    PdqSegment known = segments.get(key);
    if (known != null) {
      return known;
    }
    synchronized (this) {
      PdqSegment meanwhile = segments.get(key);
      if (meanwhile != null) {
        return meanwhile;
      }
      PdqSegment fresh = PdqSegment.read(leaf.reader().getBinaryDocValues(field));
      segments.put(key, fresh);
      helper.addClosedListener(closed -> segments.remove(key));
      return fresh;
    }
  }
}
