package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the k most similar documents; equal similarities by picture id, read only when needed. */
final class TopHits {
  private final int k;
  private final References references;
  private final PriorityQueue<Candidate> worstFirst;

  TopHits(int k, int documents, References references) {
    this.k = k;
    this.references = references;
    this.worstFirst =
        new PriorityQueue<>(Math.min(k, documents) + 1, Candidate.BEST_FIRST.reversed());
  }

  /** A document and its similarity; the picture id is read when two are equally similar. */
  static final class Candidate {
    static final Comparator<Candidate> BEST_FIRST =
        (a, b) -> {
          int order = Float.compare(b.similarity, a.similarity);
          return order != 0 ? order : a.id().compareTo(b.id());
        };

    final int document;
    final float similarity;
    private final References references;
    private @Nullable String id;

    Candidate(int document, float similarity, References references) {
      this.document = document;
      this.similarity = similarity;
      this.references = references;
    }

    private String id() {
      String known = id;
      if (known == null) {
        known = references.id(document);
        id = known;
      }
      return known;
    }
  }

  /** Offers a document of the whole index. */
  void offer(int document, float similarity) {
    Candidate worst = worstFirst.size() < k ? null : worstFirst.peek();
    if (worst != null && similarity < worst.similarity) {
      return;
    }
    worstFirst.add(new Candidate(document, similarity, references));
    if (worst != null) {
      worstFirst.poll();
    }
  }

  /** The documents kept, best first. */
  List<Candidate> bestFirst() throws IOException {
    List<Candidate> all = new ArrayList<>(worstFirst);
    all.sort(Candidate.BEST_FIRST);
    return all;
  }
}
