package org.roomprint.catalog.sql.photo;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.files.MissingPictureException;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.sql.rows.RecordKind;
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
        Select.find(handle, Photo.class, "SELECT * FROM photo WHERE photo_id = ?", photo.photoId());
    if (before.isPresent() && before.get().equals(photo)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.PHOTO, photo.photoId())) {
      return PutOutcome.WITHHELD;
    }
    if (!Select.exists(handle, "SELECT 1 FROM hotel WHERE hotel_id = ?", photo.hotelId())) {
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
                + " VALUES (:photoId, :hotelId, :roomOrEmpty, :view, :source, :externalId, :taken,"
                + " :original.contentHash, :original.md5, :original.sha1, :original.bytes,"
                + " :picture.id, :picture.mediaType, :picture.width, :picture.height, :picture.bytes, :facts,"
                + " :provenance.origin, :provenance.tier, :provenance.visitId)"
                + " ON CONFLICT (photo_id) DO UPDATE SET hotel_id = excluded.hotel_id, room = excluded.room,"
                + " view_name = excluded.view_name, source = excluded.source, external_id = excluded.external_id,"
                + " taken = excluded.taken, content_hash = excluded.content_hash, content_md5 = excluded.content_md5,"
                + " content_sha1 = excluded.content_sha1, content_bytes = excluded.content_bytes,"
                + " picture_id = excluded.picture_id, media_type = excluded.media_type, width = excluded.width,"
                + " height = excluded.height, picture_bytes = excluded.picture_bytes, facts = excluded.facts,"
                + " origin = excluded.origin, tier = excluded.tier, visit_id = excluded.visit_id")
        .bindMethods(photo)
        .bind("roomOrEmpty", photo.room().orElse(""))
        .execute();
  }

  public Deletion deletePhoto(String photoId) {
    List<Photo> photos = photos("SELECT * FROM photo WHERE photo_id = ?", photoId);
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
        photos("SELECT * FROM photo WHERE hotel_id = ? ORDER BY photo_id", hotelId);
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
    return Select.list(handle, Photo.class, sql, id);
  }
}
