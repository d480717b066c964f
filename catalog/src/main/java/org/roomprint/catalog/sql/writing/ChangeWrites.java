package org.roomprint.catalog.sql.writing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.sql.rows.RecordKind;

/**
 * Numbers the changes of one writing transaction, and notes what was deleted.
 *
 * <p>The number is read under the lock of the one row that holds it and written back before the
 * commit, so the numbers of two transactions never interleave.
 */
public final class ChangeWrites {
  private final Handle handle;
  private final Instant now;
  private final long begin;
  private long sequence;
  private boolean removals;
  private boolean purges;

  /** Takes the write lock. */
  public ChangeWrites(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
    handle.execute("UPDATE catalog_state SET change_sequence = change_sequence");
    this.begin =
        handle.createQuery("SELECT change_sequence FROM catalog_state").mapTo(Long.class).one();
    this.sequence = begin;
  }

  /** A photo or ad image is there or has changed. */
  public void put(PictureKind kind, String pictureId) {
    write(kind, pictureId, 0);
  }

  /** A photo or ad image is gone. */
  public void delete(PictureKind kind, String pictureId) {
    write(kind, pictureId, 1);
  }

  private void write(PictureKind kind, String pictureId, int deleted) {
    sequence++;
    handle
        .createUpdate(
            "INSERT INTO picture_change (kind, picture_id, change_sequence, deleted)"
                + " VALUES (:kind, :picture, :sequence, :deleted)"
                + " ON CONFLICT (kind, picture_id) DO UPDATE"
                + " SET change_sequence = excluded.change_sequence, deleted = excluded.deleted")
        .bind("kind", kind.name())
        .bind("picture", pictureId)
        .bind("sequence", sequence)
        .bind("deleted", deleted)
        .execute();
  }

  /** All photos of a hotel are to be told again. */
  public void putPhotosOf(String hotelId) {
    sequence +=
        handle
            .createUpdate(
                "UPDATE picture_change SET change_sequence = :sequence + numbered.n"
                    + " FROM (SELECT photo_id, ROW_NUMBER() OVER (ORDER BY photo_id) AS n"
                    + " FROM photo WHERE hotel_id = :hotel) AS numbered"
                    + " WHERE picture_change.kind = 'PHOTO' AND picture_change.picture_id = numbered.photo_id")
            .bind("sequence", sequence)
            .bind("hotel", hotelId)
            .execute();
  }

  /** All images of an ad are to be told again. */
  public void putImagesOf(String adId) {
    sequence +=
        handle
            .createUpdate(
                "UPDATE picture_change SET change_sequence = :sequence + numbered.n"
                    + " FROM (SELECT image_id, ROW_NUMBER() OVER (ORDER BY image_id) AS n"
                    + " FROM ad_image WHERE ad_id = :ad) AS numbered"
                    + " WHERE picture_change.kind = 'AD_IMAGE' AND picture_change.picture_id = numbered.image_id")
            .bind("sequence", sequence)
            .bind("ad", adId)
            .execute();
  }

  /** Remembers that something was deleted on purpose. */
  public void markDeleted(RecordKind kind, String recordId, String deletedWith) {
    handle
        .createUpdate(
            "INSERT INTO deleted_record (kind, record_id, deleted_with, deleted_at)"
                + " VALUES (:kind, :id, :with, :at) ON CONFLICT (kind, record_id) DO NOTHING")
        .bind("kind", kind.name())
        .bind("id", recordId)
        .bind("with", deletedWith)
        .bind("at", now.toEpochMilli())
        .execute();
  }

  /** Whether something was deleted on purpose and not reinstated. */
  public boolean isDeleted(RecordKind kind, String recordId) {
    Optional<Integer> found =
        handle
            .createQuery("SELECT 1 FROM deleted_record WHERE kind = :kind AND record_id = :id")
            .bind("kind", kind.name())
            .bind("id", recordId)
            .mapTo(Integer.class)
            .findOne();
    return found.isPresent();
  }

  /** Forgets that something, and what went with it, was deleted; false if it was not. */
  public boolean reinstate(RecordKind kind, String recordId) {
    if (!isDeleted(kind, recordId)) {
      return false;
    }
    handle
        .createUpdate(
            "DELETE FROM deleted_record WHERE (kind = :kind AND record_id = :id) OR deleted_with = :with")
        .bind("kind", kind.name())
        .bind("id", recordId)
        .bind("with", kind.name() + " " + recordId)
        .execute();
    return true;
  }

  /** A picture's file may have lost its last row. */
  public void mayBeUnused(PictureId picture) {
    removals = true;
    handle
        .createUpdate(
            "INSERT INTO picture_removal (picture_id) VALUES (:picture) ON CONFLICT (picture_id) DO NOTHING")
        .bind("picture", picture.hex())
        .execute();
  }

  public boolean hasRemovals() {
    return removals;
  }

  /** What is deleted by the end of this transaction is to be taken out of the index's files. */
  public void purge() {
    purges = true;
  }

  /** Writes the newest number back; to be called last. */
  public void finish() {
    if (sequence != begin) {
      handle.execute("UPDATE catalog_state SET change_sequence = ?", sequence);
    }
    if (purges) {
      handle.execute("UPDATE catalog_state SET purge_sequence = change_sequence");
    }
  }
}
