package org.roomprint.catalog.changes;

import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureKind;

/**
 * One picture that was put, changed or deleted; of several changes to one picture only the last is
 * told.
 */
public sealed interface CatalogChange {
  /** Where in the feed it stands; grows with every change. */
  long sequence();

  /** The photo's or ad image's id. */
  String pictureId();

  /**
   * A photo is to be found in the index like this. Told again when its hotel's chain, place or
   * country changes.
   *
   * @param sequence of the change
   * @param photo as it is now
   * @param hotel it belongs to, as it is now
   */
  record PhotoPut(long sequence, Photo photo, Hotel hotel) implements CatalogChange {
    @Override
    public String pictureId() {
      return photo.photoId();
    }
  }

  /**
   * An ad image is to be found in the index like this. Told again when its ad's place, country or
   * day changes.
   *
   * @param sequence of the change
   * @param image as it is now
   * @param ad it belongs to, as it is now
   */
  record AdImagePut(long sequence, AdImage image, Ad ad) implements CatalogChange {
    @Override
    public String pictureId() {
      return image.imageId();
    }
  }

  /**
   * A picture is no longer to be found.
   *
   * @param sequence of the change
   * @param kind of picture
   * @param pictureId photo id or ad image id
   */
  record PictureDeleted(long sequence, PictureKind kind, String pictureId)
      implements CatalogChange {}
}
