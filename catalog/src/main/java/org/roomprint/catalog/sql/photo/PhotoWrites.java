package org.roomprint.catalog.sql.photo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.files.MissingPictureException;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.rows.Rows;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/** Writes photos within a transaction. */
public final class PhotoWrites {
  private final Handle handle;
  private final ChangeWrites changes;
  private final PictureStore pictures;

  public PhotoWrites(Handle handle, ChangeWrites changes, PictureStore pictures) {
    this.handle = handle;
    this.changes = changes;
    this.pictures = pictures;
  }

  public PutOutcome putPhoto(Photo photo) {
    Optional<Photo> before =
        handle
            .createQuery("SELECT * FROM photo WHERE photo_id = :id")
            .bind("id", photo.photoId())
            .map((row, _) -> Rows.photo(row))
            .findOne();
    if (before.isPresent() && before.get().equals(photo)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.PHOTO, photo.photoId())) {
      return PutOutcome.WITHHELD;
    }
    if (!hotelExists(photo.hotelId())) {
      if (changes.isDeleted(RecordKind.HOTEL, photo.hotelId())) {
        return PutOutcome.WITHHELD;
      }
      throw new UnknownReferenceException("Photo " + photo.photoId(), "hotel " + photo.hotelId());
    }
    if (!pictures.contains(photo.picture().id())) {
      throw new MissingPictureException(photo.picture().id());
    }
    writePhoto(photo);
    changes.put(PictureKind.PHOTO, photo.photoId());
    before
        .map(old -> old.picture().id())
        .filter(old -> !old.equals(photo.picture().id()))
        .ifPresent(changes::mayBeUnused);
    return before.isPresent() ? PutOutcome.CHANGED : PutOutcome.ADDED;
  }

  private void writePhoto(Photo photo) {
    handle
        .createUpdate(
            "INSERT INTO photo (photo_id, hotel_id, room, view_name, source, external_id, taken,"
                + " content_hash, content_md5, content_sha1, content_bytes,"
                + " picture_id, media_type, width, height, picture_bytes, facts, origin, tier, visit_id)"
                + " VALUES (:id, :hotel, :room, :view, :source, :external, :taken,"
                + " :hash, :md5, :sha1, :bytes, :picture, :mediaType, :width, :height, :pictureBytes, :facts,"
                + " :origin, :tier, :visit)"
                + " ON CONFLICT (photo_id) DO UPDATE SET hotel_id = excluded.hotel_id, room = excluded.room,"
                + " view_name = excluded.view_name, source = excluded.source, external_id = excluded.external_id,"
                + " taken = excluded.taken, content_hash = excluded.content_hash, content_md5 = excluded.content_md5,"
                + " content_sha1 = excluded.content_sha1, content_bytes = excluded.content_bytes,"
                + " picture_id = excluded.picture_id, media_type = excluded.media_type, width = excluded.width,"
                + " height = excluded.height, picture_bytes = excluded.picture_bytes, facts = excluded.facts,"
                + " origin = excluded.origin, tier = excluded.tier, visit_id = excluded.visit_id")
        .bind("id", photo.photoId())
        .bind("hotel", photo.hotelId())
        .bind("room", photo.room().orElse(""))
        .bind("view", photo.view())
        .bind("source", photo.source())
        .bind("external", photo.externalId())
        .bind("taken", photo.taken().map(LocalDate::toString))
        .bind("hash", photo.original().contentHash())
        .bind("md5", photo.original().md5())
        .bind("sha1", photo.original().sha1())
        .bind("bytes", photo.original().bytes())
        .bind("picture", photo.picture().id().hex())
        .bind("mediaType", photo.picture().mediaType())
        .bind("width", photo.picture().width())
        .bind("height", photo.picture().height())
        .bind("pictureBytes", photo.picture().bytes())
        .bind("facts", Rows.json(photo.facts()))
        .bind("origin", photo.provenance().origin().name())
        .bind("tier", photo.provenance().tier().name())
        .bind("visit", photo.provenance().visitId())
        .execute();
  }

  public Deletion deletePhoto(String photoId) {
    List<Photo> photos = photos("SELECT * FROM photo WHERE photo_id = :id", photoId);
    if (photos.isEmpty()) {
      return new Deletion.NotFound();
    }
    photos.forEach(photo -> delete(photo, ""));
    return new Deletion.Deleted(1);
  }

  /**
   * Deletes the photos of a hotel that is being deleted.
   *
   * @return how many there were
   */
  public int deletePhotosOf(String hotelId) {
    List<Photo> photos =
        photos("SELECT * FROM photo WHERE hotel_id = :id ORDER BY photo_id", hotelId);
    photos.forEach(photo -> delete(photo, RecordKind.HOTEL.name() + " " + hotelId));
    return photos.size();
  }

  private void delete(Photo photo, String deletedWith) {
    handle.execute("DELETE FROM photo WHERE photo_id = ?", photo.photoId());
    changes.delete(PictureKind.PHOTO, photo.photoId());
    changes.markDeleted(RecordKind.PHOTO, photo.photoId(), deletedWith);
    changes.mayBeUnused(photo.picture().id());
  }

  private List<Photo> photos(String sql, String id) {
    return handle.createQuery(sql).bind("id", id).map((row, _) -> Rows.photo(row)).list();
  }

  private boolean hotelExists(String hotelId) {
    return handle
        .createQuery("SELECT 1 FROM hotel WHERE hotel_id = :id")
        .bind("id", hotelId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
