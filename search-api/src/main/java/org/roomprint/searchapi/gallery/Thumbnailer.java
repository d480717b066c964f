package org.roomprint.searchapi.gallery;

import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.Thumbnails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes small pictures when they are first asked for, and keeps them. */
public final class Thumbnailer {
  private static final Logger LOG = LoggerFactory.getLogger(Thumbnailer.class);

  private final Catalog catalog;
  private final PictureDecoder decoder;

  /**
   * Of this catalog's pictures.
   *
   * @param decoder of kept pictures
   */
  public Thumbnailer(Catalog catalog, PictureDecoder decoder) {
    this.catalog = catalog;
    this.decoder = decoder;
  }

  /** The small picture as JPEG; empty when the picture's file is gone or damaged. */
  public Optional<byte[]> thumbnail(KeptPicture picture) {
    Optional<byte[]> kept = catalog.thumbnails().read(picture.id(), Thumbnails.MAX_SIDE_PIXELS);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<byte[]> made = read(picture).flatMap(this::make);
    made.ifPresent(
        bytes -> catalog.thumbnails().put(picture.id(), Thumbnails.MAX_SIDE_PIXELS, bytes));
    return made;
  }

  private Optional<byte[]> read(KeptPicture picture) {
    try {
      return catalog.pictures().read(picture.id());
    } catch (DamagedPictureException e) {
      LOG.error("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> make(byte[] bytes) {
    return switch (decoder.decode(bytes, 2 * Thumbnails.MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> Optional.of(Thumbnails.of(decoded.picture()));
      case DecodeOutcome.Refused _ -> Optional.empty();
    };
  }
}
