package org.roomprint.vectors.evaluate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A photo of an evaluation set, with what is true of it.
 *
 * @param photoId unique in the set
 * @param hotel it was taken in; a distractor is a hotel of its own
 * @param unit flat, house or room type within the hotel; a distractor is a unit of its own
 * @param chain the hotel's chain
 * @param distractor whether it stands in the gallery only
 * @param file where it lies
 */
public record EvaluationPhoto(
    String photoId,
    String hotel,
    String unit,
    Optional<String> chain,
    boolean distractor,
    Path file) {
  public EvaluationPhoto {
    if (photoId.isBlank() || hotel.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException(
          "A photo of an evaluation set has an id, a hotel and a unit");
    }
  }
}
