package org.roomprint.vectors.index;

/** How nearest neighbours are looked for. */
public enum KnnMode {
  /** By the HNSW graph over quantised vectors, the best ones scored again in full precision. */
  APPROXIMATE,
  /** Every vector compared in full precision. */
  EXACT
}
