package org.roomprint.catalog.sql.writing;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
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
  private boolean changesAds;

  /** Takes the write lock. */
  public ChangeWrites(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
    handle.execute("UPDATE catalog_state SET change_sequence = change_sequence");
    this.begin = Select.one(handle, Long.class, "SELECT change_sequence FROM catalog_state");
    this.sequence = begin;
  }

  /** A photo or ad image is there or has changed. */
  public void put(PictureKind kind, String pictureId) {
    write(kind, pictureId, false);
  }

  /** A photo or ad image is gone. */
  public void delete(PictureKind kind, String pictureId) {
    write(kind, pictureId, true);
  }

  /** An ad, what is known of it, or what was decided about it has changed. */
  public void adsChange() {
    changesAds = true;
  }

  private void write(PictureKind kind, String pictureId, boolean deleted) {
    sequence++;
    changesAds |= kind == PictureKind.AD_IMAGE;
    handle.execute(
        "INSERT INTO picture_change (kind, picture_id, change_sequence, deleted)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (kind, picture_id) DO UPDATE"
            + " SET change_sequence = excluded.change_sequence, deleted = excluded.deleted",
        kind,
        pictureId,
        sequence,
        deleted);
  }

  /** All photos of a hotel are to be told again. */
  public void putPhotosOf(String hotelId) {
    putAgain(PictureKind.PHOTO, "SELECT photo_id AS id FROM photo WHERE hotel_id = ?", hotelId);
  }

  /** All images of an ad are to be told again. */
  public void putImagesOf(String adId) {
    putAgain(PictureKind.AD_IMAGE, "SELECT image_id AS id FROM ad_image WHERE ad_id = ?", adId);
  }

  private void putAgain(PictureKind kind, String pictures, String ownerId) {
    sequence +=
        handle.execute(
            "UPDATE picture_change SET change_sequence = ? + numbered.n"
                + " FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM ("
                + pictures
                + ") AS owned) AS numbered"
                + " WHERE picture_change.kind = ? AND picture_change.picture_id = numbered.id",
            sequence,
            ownerId,
            kind);
  }

  /** Remembers that something was deleted on purpose. */
  public void markDeleted(RecordKind kind, String recordId, String deletedWith) {
    handle.execute(
        "INSERT INTO deleted_record (kind, record_id, deleted_with, deleted_at)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (kind, record_id) DO NOTHING",
        kind,
        recordId,
        deletedWith,
        now);
  }

  /** Whether something was deleted on purpose and not reinstated. */
  public boolean isDeleted(RecordKind kind, String recordId) {
    return Select.exists(
        handle, "SELECT 1 FROM deleted_record WHERE kind = ? AND record_id = ?", kind, recordId);
  }

  /** Forgets that something, and what went with it, was deleted; false if it was not. */
  public boolean reinstate(RecordKind kind, String recordId) {
    if (!isDeleted(kind, recordId)) {
      return false;
    }
    handle.execute(
        "DELETE FROM deleted_record WHERE (kind = ? AND record_id = ?) OR deleted_with = ?",
        kind,
        recordId,
        kind.name() + " " + recordId);
    return true;
  }

  /** A picture's file may have lost its last row. */
  public void mayBeUnused(PictureId picture) {
    removals = true;
    handle.execute(
        "INSERT INTO picture_removal (picture_id) VALUES (?) ON CONFLICT (picture_id) DO NOTHING",
        picture);
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
    if (changesAds) {
      handle.execute("UPDATE catalog_state SET ad_revision = ad_revision + 1");
    }
    if (purges) {
      handle.execute("UPDATE catalog_state SET purge_sequence = change_sequence");
    }
  }
}
