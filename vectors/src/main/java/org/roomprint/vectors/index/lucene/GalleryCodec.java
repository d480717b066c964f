package org.roomprint.vectors.index.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.roomprint.vectors.embedding.Embedding;

/**
 * Lucene's own codec with our choice for vectors: an HNSW graph (Malkov and Yashunin, 2016) over
 * vectors quantised to two bits a value, the full-precision ones kept beside them.
 *
 * <p>Two bits a value: comparing reads a sixteenth of the memory that full precision does, and that
 * reading is what a graph search waits for. What it loses, comparing the candidates again wins back
 * (measured in docs/experiments/index-choices.md against one, four and eight bits).
 *
 * <p>Only writing needs this class: the files name Lucene's formats and are read by them.
 */
final class GalleryCodec extends Lucene104Codec {
  /** Edges that a new node gets on each level of the graph. */
  static final int EDGES_PER_NODE = 32;

  /** Candidates looked at to find the edges of a new node. */
  static final int CONSTRUCTION_CANDIDATES = 100;

  /**
   * A segment gets a graph when this times the logarithm of its size is less than its size, so from
   * about 9,000 pictures on. Smaller ones are walked through, which takes about a millisecond, and
   * pictures just put need not be linked one by one, at full precision, before they are merged.
   */
  static final int GRAPH_THRESHOLD = 1000;

  private final KnnVectorsFormat vectors;
  private final KnnVectorsFormat copies;

  GalleryCodec() {
    this(ScalarEncoding.DIBIT_QUERY_NIBBLE, EDGES_PER_NODE, CONSTRUCTION_CANDIDATES);
  }

  /** Another choice, to be measured. */
  GalleryCodec(ScalarEncoding encoding, int edgesPerNode, int constructionCandidates) {
    this.vectors =
        new WideVectorsFormat(encoding, edgesPerNode, constructionCandidates, GRAPH_THRESHOLD);
    this.copies =
        new WideVectorsFormat(encoding, edgesPerNode, constructionCandidates, Integer.MAX_VALUE);
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return field.startsWith(GalleryFields.COPIES_PREFIX) ? copies : vectors;
  }

  /** Lucene's format allows 1,024 dimensions out of care for memory, not because of its files. */
  private static final class WideVectorsFormat extends Lucene104HnswScalarQuantizedVectorsFormat {
    WideVectorsFormat(
        ScalarEncoding encoding, int edgesPerNode, int constructionCandidates, int graphThreshold) {
      super(encoding, edgesPerNode, constructionCandidates, 1, null, graphThreshold);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
      return Embedding.MAX_DIMENSION;
    }
  }
}
