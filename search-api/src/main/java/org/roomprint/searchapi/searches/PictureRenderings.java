package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/**
 * {@code POST /api/v1/picture-renderings}: the picture that the caller brought, upright, as a JPEG
 * that every browser shows.
 *
 * <p>For files that a browser cannot show itself (HEIC, TIFF), so that a mask can be painted on
 * what a search will see. Nothing is searched and nothing is stored; a search's limits hold.
 */
public final class PictureRenderings {
  /** Longer side of the answer; larger pictures are scaled down. */
  static final int MAX_SIDE_PIXELS = 2048;

  private final QueryPictures pictures;
  private final SearchSlots slots;

  /** Decodes as a search does, in a search's slots. */
  public PictureRenderings(QueryPictures pictures, SearchSlots slots) {
    this.pictures = pictures;
    this.slots = slots;
  }

  /** Answers with the picture. */
  public void post(Context context) {
    byte[] jpeg = slots.run(context, () -> Sanitiser.sanitise(upright(context)));
    context.contentType(Sanitiser.MEDIA_TYPE);
    SecurityHeaders.nameFile(context);
    context.result(jpeg);
  }

  private RasterImage upright(Context context) {
    return pictures.readOne(context, MAX_SIDE_PIXELS);
  }
}
