package org.roomprint.indexer.linking;

import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;

/**
 * The pixels of kept images of ads.
 *
 * @param catalog with the kept files
 * @param decoder of these
 */
record KeptPixels(Catalog catalog, PictureDecoder decoder) {
  /**
   * The pixels of an image; empty where its kept file is gone or damaged, which is said where it is
   * described.
   *
   * @param maxSidePixels longer side at most
   */
  Optional<RasterImage> of(AdImage image, int maxSidePixels) {
    try {
      return catalog
          .pictures()
          .read(image.picture().id())
          .flatMap(bytes ->
              switch (decoder.decode(bytes, maxSidePixels)) {
                case DecodeOutcome.Decoded decoded -> Optional.of(decoded.picture());
                case DecodeOutcome.Refused _ -> Optional.empty();
              });
    } catch (DamagedPictureException _) {
      return Optional.empty();
    }
  }
}
