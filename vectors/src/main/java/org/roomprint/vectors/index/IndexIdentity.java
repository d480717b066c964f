package org.roomprint.vectors.index;

/**
 * What an index was made by; an index is only searched with embeddings of the same model.
 *
 * @param modelId SHA-256 of the model file
 * @param dimension values per embedding
 * @param generation counts re-indexings, from 1
 */
public record IndexIdentity(String modelId, int dimension, long generation) {
  public IndexIdentity {
    if (modelId.isBlank() || dimension < 1 || generation < 1) {
      throw new IllegalArgumentException(
          "An index has a model id, a dimension and a generation from 1");
    }
  }
}
