package org.roomprint.catalog.sql.writing;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.files.PictureStoreException;
import org.roomprint.catalog.files.ThumbnailStore;
import org.roomprint.catalog.picture.PictureId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of pictures that no row refers to any more.
 *
 * <p>Runs in a writing transaction of its own after the one that deleted the rows. A crash between
 * the two leaves the picture's id in {@code picture_removal}, where the next run finds it. Because
 * a row is only put while its file is there, and both happen under the write lock, no row can come
 * to refer to a file that is being deleted.
 */
public final class PictureRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(PictureRemoval.class);

  private final PictureStore pictures;
  private final ThumbnailStore thumbnails;

  public PictureRemoval(PictureStore pictures, ThumbnailStore thumbnails) {
    this.pictures = pictures;
    this.thumbnails = thumbnails;
  }

  public static boolean isPending(Handle handle) {
    return Select.exists(handle, "SELECT 1 FROM picture_removal LIMIT 1");
  }

  public static boolean isUsed(Handle handle, PictureId picture) {
    return Select.exists(
        handle,
        "SELECT 1 FROM photo WHERE picture_id = ?"
            + " UNION ALL SELECT 1 FROM ad_image WHERE picture_id = ?"
            + " UNION ALL SELECT 1 FROM contributed_photo WHERE picture_id = ? LIMIT 1",
        picture,
        picture,
        picture);
  }

  /** Deletes what is noted; what cannot be deleted now stays noted. */
  public void run(Handle handle) {
    List<PictureId> noted =
        Select.list(
            handle, PictureId.class, "SELECT picture_id FROM picture_removal ORDER BY picture_id");
    for (PictureId picture : noted) {
      if (isUsed(handle, picture) || removed(picture)) {
        handle.execute("DELETE FROM picture_removal WHERE picture_id = ?", picture);
      }
    }
  }

  private boolean removed(PictureId picture) {
    try {
      thumbnails.deleteAll(picture);
      pictures.delete(picture);
      return true;
    } catch (PictureStoreException e) {
      LOG.warn("Picture {} could not be deleted and will be tried again", picture, e);
      return false;
    }
  }
}
