package org.roomprint.vectors.index;

import java.io.IOException;

/**
 * The index was made by another model than the configured one, so their embeddings cannot be
 * compared.
 */
public final class IndexModelMismatchException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says which model made the index, which one is configured, and what to do.
   *
   * @param index what the index says of itself
   * @param configuredModelId of the configured model
   * @param configuredDimension of the configured model
   */
  public IndexModelMismatchException(
      IndexIdentity index, String configuredModelId, int configuredDimension) {
    super(
        "The index (generation "
            + index.generation()
            + ") was made by model "
            + index.modelId()
            + " with "
            + index.dimension()
            + " dimensions, but model "
            + configuredModelId
            + " with "
            + configuredDimension
            + " dimensions is configured. Run 'roomprint reindex' to rebuild it with the configured"
            + " model, or configure the model that made it.");
  }

  /**
   * For an index whose pictures were described in another way.
   *
   * @param index what the index says of itself
   */
  public IndexModelMismatchException(IndexIdentity index) {
    super(
        "The index (generation "
            + index.generation()
            + ") was made by another version of Roomprint, which described pictures in another way."
            + " Run 'roomprint reindex' to rebuild it.");
  }
}
