package org.roomprint.vectors;

import java.nio.file.Path;

/**
 * Section {@code vectors} of the configuration.
 *
 * @param model folder of the model that describes pictures, unless the index was made by one that
 *     was added
 * @param models folder of the models that the operator added
 * @param index folder of the index
 * @param threads pictures that are described beside one another, at least 1
 * @param decoderProcesses worker processes that decode a stranger's bytes, at least 1
 */
public record VectorsSettings(
    Path model, Path models, Path index, int threads, int decoderProcesses) {
  /** The model that ships with Roomprint, below its home. */
  public static final Path SHIPPED_MODEL =
      Path.of("vectors", "src", "main", "model", "roomprint-1");

  public VectorsSettings {
    if (threads < 1 || decoderProcesses < 1) {
      throw new IllegalArgumentException("threads and decoderProcesses are at least 1");
    }
  }

  /**
   * The shipped model, and as many threads as the machine has processors.
   *
   * @param home folder of Roomprint
   * @param data folder of its data
   */
  public static VectorsSettings defaults(Path home, Path data) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new VectorsSettings(
        home.resolve(SHIPPED_MODEL),
        data.resolve("models"),
        data.resolve("index"),
        processors,
        Math.max(1, processors / 2));
  }
}
