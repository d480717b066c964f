package org.roomprint.vectors;

import java.nio.file.Path;
import org.roomprint.vectors.image.PictureLimits;
import org.roomprint.vectors.index.IndexLocation;

/**
 * Section {@code vectors} of the configuration.
 *
 * @param model folder of the model that describes pictures, unless the index was made by one that
 *     was added
 * @param models folder of the models that the operator added
 * @param index folder of the index
 * @param descriptions folder in which whoever describes pictures leaves what it made for the one
 *     who indexes; the same for all of them
 * @param threads pictures that are described beside one another, at least 1
 * @param decoderProcesses worker processes that decode a stranger's bytes, at least 1
 * @param maxFileBytes bytes of a stranger's file, with what follows its picture, such as a film
 * @param maxPictureBytes bytes of the picture in it
 * @param maxPixels pixels that are decoded of a picture; a JPEG of more is decoded smaller
 * @param maxDeclaredPixels pixels that a JPEG may have
 */
public record VectorsSettings(
    Path model,
    Path models,
    Path index,
    Path descriptions,
    int threads,
    int decoderProcesses,
    int maxFileBytes,
    int maxPictureBytes,
    int maxPixels,
    int maxDeclaredPixels) {
  /** The model that ships with Roomprint, below its home. */
  public static final Path SHIPPED_MODEL =
      Path.of("vectors", "src", "main", "model", "roomprint-1");

  public VectorsSettings {
    if (threads < 1 || decoderProcesses < 1) {
      throw new IllegalArgumentException("threads and decoderProcesses are at least 1");
    }
    PictureLimits _ =
        new PictureLimits(maxFileBytes, maxPictureBytes, maxPixels, maxDeclaredPixels);
  }

  /** Where the index is. */
  public IndexLocation indexLocation() {
    return new IndexLocation.Folder(index);
  }

  /** How large a stranger's picture may be. */
  public PictureLimits pictureLimits() {
    return new PictureLimits(maxFileBytes, maxPictureBytes, maxPixels, maxDeclaredPixels);
  }

  /**
   * The shipped model, and as many threads as the machine has processors.
   *
   * @param home folder of Roomprint
   * @param data folder of its data
   */
  public static VectorsSettings defaults(Path home, Path data) {
    PictureLimits pictures = PictureLimits.defaults();
    int processors = Runtime.getRuntime().availableProcessors();
    return new VectorsSettings(
        home.resolve(SHIPPED_MODEL),
        data.resolve("models"),
        data.resolve("index"),
        data.resolve("descriptions"),
        processors,
        Math.max(1, processors / 2),
        pictures.maxFileBytes(),
        pictures.maxPictureBytes(),
        pictures.maxPixels(),
        pictures.maxDeclaredPixels());
  }
}
