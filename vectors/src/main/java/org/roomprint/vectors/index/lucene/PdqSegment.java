package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqIndex;
import org.roomprint.vectors.hash.PdqLookup;
import org.roomprint.vectors.hash.PdqScan;

/** The hashes of one segment: compared one by one when they are few, otherwise indexed. */
final class PdqSegment {
  /** Fewer hashes than this are scanned: a scan of so many takes well under a millisecond. */
  static final int MIN_INDEXED = 20_000;

  private final int[] documents;
  private final byte[] qualities;
  private final PdqLookup hashes;

  private PdqSegment(int[] documents, byte[] qualities, PdqLookup hashes) {
    this.documents = documents;
    this.qualities = qualities;
    this.hashes = hashes;
  }

  /**
   * A hash within the distance.
   *
   * @param document within the segment
   * @param distance bits that differ
   * @param quality 0..100
   */
  record Match(int document, int distance, int quality) {}

  /** Reads a segment's hashes; null means that it has none. */
  static PdqSegment read(@Nullable BinaryDocValues values) throws IOException {
    List<PdqHash> hashes = new ArrayList<>();
    int[] documents = {};
    byte[] qualities = {};
    while (values != null && values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      BytesRef bytes = values.binaryValue();
      int i = hashes.size();
      documents = ArrayUtil.grow(documents, i + 1);
      qualities = ArrayUtil.grow(qualities, i + 1);
      documents[i] = values.docID();
      qualities[i] = (byte) EntryCodec.decodePdqQuality(bytes);
      hashes.add(EntryCodec.decodePdq(bytes));
    }
    return new PdqSegment(
        ArrayUtil.copyOfSubArray(documents, 0, hashes.size()),
        ArrayUtil.copyOfSubArray(qualities, 0, hashes.size()),
        hashes.size() < MIN_INDEXED ? PdqScan.of(hashes) : PdqIndex.of(hashes));
  }

  int size() {
    return documents.length;
  }

  List<Match> within(PdqHash query, int maxDistance) {
    List<Match> found = new ArrayList<>();
    hashes.search(
        query,
        maxDistance,
        (ordinal, distance) ->
            found.add(new Match(documents[ordinal], distance, qualities[ordinal])));
    return found;
  }
}
