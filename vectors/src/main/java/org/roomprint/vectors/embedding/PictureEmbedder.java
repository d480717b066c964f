package org.roomprint.vectors.embedding;

import java.util.List;
import org.roomprint.vectors.image.RasterImage;

/** Gives an embedding for every picture; safe to be called from several threads at once. */
public interface PictureEmbedder extends AutoCloseable {
  /**
   * SHA-256 (64 hexadecimal digits) of the model file: embeddings of different model ids are not
   * comparable.
   */
  String modelId();

  /** Number of values of each embedding. */
  int dimension();

  /** Whether the model gives embeddings of a picture's parts. */
  boolean givesPatches();

  /** What the model gives for each picture, in the same order. */
  List<EmbeddedPicture> embed(List<RasterImage> pictures);

  @Override
  void close();
}
