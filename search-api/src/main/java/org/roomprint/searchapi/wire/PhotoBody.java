package org.roomprint.searchapi.wire;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.photo.Photo;

/** A gallery photo on the wire. */
public record PhotoBody(
    String photoId,
    String hotelId,
    Optional<String> room,
    Optional<String> view,
    String source,
    String tier,
    Optional<String> taken,
    int width,
    int height,
    String thumbnail) {
  /** Made from the catalog's record. */
  public static PhotoBody of(Photo photo) {
    return new PhotoBody(
        photo.photoId(),
        photo.hotelId(),
        photo.room(),
        photo.view(),
        photo.source(),
        photo.provenance().tier().name(),
        takenOf(photo),
        photo.picture().width(),
        photo.picture().height(),
        Paths.photoThumbnail(photo.photoId()));
  }

  /** When a photo was taken, as far as it is told. */
  static Optional<String> takenOf(Photo photo) {
    return photo.taken().map(day -> text(photo, day));
  }

  /** Of what the public gave only the month is kept. */
  private static String text(Photo photo, LocalDate day) {
    return photo.provenance().origin() == Origin.IMPORT
        ? day.toString()
        : YearMonth.from(day).toString();
  }

  /** A page of photos. */
  public record PageBody(List<PhotoBody> photos, Optional<String> nextCursor) {
    public PageBody {
      photos = List.copyOf(photos);
    }
  }
}
