package org.roomprint.vectors.local;

import java.util.Optional;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

/**
 * Finds the points of a picture that can be found again; safe to be called from several threads at
 * once.
 */
public interface LocalFeatureExtractor {
  /** Points outside the mask; coordinates are pixels of {@code picture}. */
  LocalFeatures extract(RasterImage picture, Optional<Mask> mask);
}
