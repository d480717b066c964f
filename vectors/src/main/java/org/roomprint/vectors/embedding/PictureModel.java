package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What describes pictures: a single model in its folder, or two of them fused. {@link
 * PictureEmbedder#open} makes either ready for use.
 */
public sealed interface PictureModel permits ModelFolder, FusedModel {
  /** Its folder. */
  Path directory();

  /** Short name. */
  String name();

  /** Version of the model. */
  String version();

  /**
   * The same for models that give the same numbers, and for no others; 64 lower-case hexadecimal
   * digits.
   */
  String modelId();

  /** Values of an embedding. */
  int dimension();

  /** What was measured of searches with it; empty where nobody did. */
  Optional<ModelMeasurements> measurements();

  /** Licence of the weights. */
  String licence();

  /** The single models that it consists of: itself, or both that were fused. */
  List<ModelFolder> members();

  /**
   * Reads the description of a folder and checks the model files against it.
   *
   * @throws InvalidModelException when the description is missing, incomplete or wrong, or a model
   *     file is not the one described
   * @throws IOException when a file cannot be read
   */
  static PictureModel open(Path directory) throws IOException {
    return ModelDescription.read(directory, true);
  }

  /** The same, the model files' SHA-256 taken from the descriptions: for lists. */
  static PictureModel asDescribed(Path directory) throws IOException {
    return ModelDescription.read(directory, false);
  }
}
