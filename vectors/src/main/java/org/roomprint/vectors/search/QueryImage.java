package org.roomprint.vectors.search;

import java.util.Locale;
import java.util.Optional;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

/**
 * A picture an investigator or analyst brings; held in memory for one search and never stored.
 *
 * @param bytes hash of the file it came from
 * @param picture upright pixels
 * @param mask what to ignore, of the picture's size
 */
public record QueryImage(ContentHash bytes, RasterImage picture, Optional<Mask> mask) {
  public QueryImage {
    if (mask.isPresent()
        && (mask.get().width() != picture.width() || mask.get().height() != picture.height())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The mask is %d x %d px and the picture %d x %d px; they must be of one size",
              mask.get().width(),
              mask.get().height(),
              picture.width(),
              picture.height()));
    }
  }
}
