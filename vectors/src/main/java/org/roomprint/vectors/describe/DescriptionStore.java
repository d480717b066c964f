package org.roomprint.vectors.describe;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.roomprint.vectors.image.ContentHash;

/**
 * Where whoever describes pictures leaves the descriptions for the one who indexes them; safe to be
 * used by several threads and processes at once.
 *
 * <p>A description is there as a whole or not at all. One that a power cut takes is made again from
 * its picture, so nothing here waits for a disk.
 */
public interface DescriptionStore {
  /**
   * Leaves a description; replaces the one that is there.
   *
   * @param picture hash of the kept file that the pixels came from
   * @param modelId of the model that described it
   */
  void put(ContentHash picture, String modelId, PictureDescription description) throws IOException;

  /**
   * The description of a kept file by a model.
   *
   * @return empty when it was not described, or what is there is not whole
   */
  Optional<PictureDescription> find(ContentHash picture, String modelId) throws IOException;

  /** Takes a description away; nothing happens when there is none. */
  void delete(ContentHash picture, String modelId) throws IOException;

  /**
   * Takes away what nobody waits for any more, and what interrupted writes left.
   *
   * @param olderThan what is younger is left alone: whoever left it may be about to say so
   * @param isAwaited by model id and hash of the kept file
   * @return how many files
   */
  int sweep(Instant olderThan, BiPredicate<String, ContentHash> isAwaited) throws IOException;
}
