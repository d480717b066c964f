package org.roomprint.vectors.index.lucene;

import java.util.ArrayList;
import java.util.List;
import org.roomprint.vectors.hash.PdqHash;

/** The hashes of one segment. */
final class PdqSegment {
  private final int[] documents;
  private final byte[] qualities;
  private final List<PdqHash> hashes;

  private PdqSegment(int[] documents, byte[] qualities, List<PdqHash> hashes) {
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

  int size() {
    return documents.length;
  }

  List<Match> within(PdqHash query, int maxDistance) {
    List<Match> found = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      int distance = query.distance(hashes.get(i));
      if (distance <= maxDistance) {
        found.add(new Match(documents[i], distance, qualities[i]));
      }
    }
    return found;
  }

  /** Takes hashes in the order of their documents. */
  static final class Builder {
    private final List<Integer> documents = new ArrayList<>();
    private final List<Integer> qualities = new ArrayList<>();
    private final List<PdqHash> hashes = new ArrayList<>();

    void add(int document, PdqHash hash, int quality) {
      documents.add(document);
      qualities.add(quality);
      hashes.add(hash);
    }

    PdqSegment build() {
      byte[] qualityBytes = new byte[qualities.size()];
      for (int i = 0; i < qualityBytes.length; i++) {
        qualityBytes[i] = qualities.get(i).byteValue();
      }
      return new PdqSegment(
          documents.stream().mapToInt(Integer::intValue).toArray(),
          qualityBytes,
          List.copyOf(hashes));
    }
  }
}
