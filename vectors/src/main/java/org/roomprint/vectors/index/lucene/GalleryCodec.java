package org.roomprint.vectors.index.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's own codec with our choice for vectors: an HNSW graph (Malkov and Yashunin, 2016) over
 * vectors quantised to a byte a value, the full-precision ones kept beside them.
 *
 * <p>Only writing needs this class: the files name Lucene's formats and are read by them.
 */
final class GalleryCodec extends Lucene104Codec {
  /** Edges that a new node gets on each level of the graph. */
  static final int EDGES_PER_NODE = 16;

  /** Candidates looked at to find the edges of a new node. */
  static final int CONSTRUCTION_CANDIDATES = 100;

  /** Largest dimension of an embedding. */
  static final int MAX_DIMENSION = 4096;

  private final KnnVectorsFormat vectors = new WideVectorsFormat();

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }

  /**
   * Lucene's format allows 1,024 dimensions out of care for its users' memory, not for its files.
   */
  private static final class WideVectorsFormat extends Lucene104HnswScalarQuantizedVectorsFormat {
    WideVectorsFormat() {
      super(ScalarEncoding.UNSIGNED_BYTE, EDGES_PER_NODE, CONSTRUCTION_CANDIDATES);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
      return MAX_DIMENSION;
    }
  }
}
