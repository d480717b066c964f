package org.roomprint.vectors.search;

import java.util.Locale;
import java.util.Optional;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.Masks;
import org.roomprint.vectors.image.RasterImage;

/**
 * A picture an investigator or analyst brings; held in memory for one search and never stored.
 *
 * @param bytes hash of the file it came from
 * @param picture upright pixels
 * @param mask what to ignore, of the picture's size
 * @param outsideRegion everything but the one region that is searched for, a lamp or a picture on
 *     the wall, of the picture's size; absent when the whole room is
 */
public record QueryImage(
    ContentHash bytes, RasterImage picture, Optional<Mask> mask, Optional<Mask> outsideRegion) {
  public QueryImage {
    mask.ifPresent(hidden -> requireSize(hidden, picture));
    outsideRegion.ifPresent(hidden -> requireSize(hidden, picture));
  }

  /** The whole of a picture but for its mask. */
  public QueryImage(ContentHash bytes, RasterImage picture, Optional<Mask> mask) {
    this(bytes, picture, mask, Optional.empty());
  }

  /** All that is not looked at: the mask, and what lies outside of the region searched for. */
  public Optional<Mask> ignored() {
    if (mask.isEmpty() || outsideRegion.isEmpty()) {
      return mask.or(() -> outsideRegion);
    }
    return Optional.of(Masks.union(mask.get(), outsideRegion.get()));
  }

  private static void requireSize(Mask mask, RasterImage picture) {
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The mask is %d x %d px and the picture %d x %d px; they must be of one size",
              mask.width(),
              mask.height(),
              picture.width(),
              picture.height()));
    }
  }
}
