package org.roomprint.catalog.sql.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.StoreException;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.changes.ChangeFeed;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.sql.ad.SqlAds;

/** The change feed over {@code picture_change}. */
public final class SqlChangeFeed implements ChangeFeed {
  private final SqlReader reader;

  public SqlChangeFeed(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public List<CatalogChange> changesSince(long sequence, int limit) {
    Page.requireLimit(limit);
    return reader.readOneMoment(handle -> {
      List<ChangeRow> rows =
          Select.list(
              handle,
              ChangeRow.class,
              "SELECT * FROM picture_change WHERE change_sequence > ?"
                  + " ORDER BY change_sequence LIMIT ?",
              sequence,
              limit);
      return load(handle, rows);
    });
  }

  /** A row of {@code picture_change}. */
  record ChangeRow(long changeSequence, PictureKind kind, String pictureId, boolean deleted) {}

  private static List<CatalogChange> load(Handle handle, List<ChangeRow> rows) {
    Map<String, Photo> photos =
        SqlReader.byId(
            Select.byIds(
                handle,
                Photo.class,
                "SELECT * FROM photo WHERE photo_id IN (<ids>)",
                livingIds(rows, PictureKind.PHOTO)),
            Photo::photoId);
    Map<String, Hotel> hotels =
        SqlReader.byId(
            Select.byIds(
                handle,
                Hotel.class,
                "SELECT * FROM hotel WHERE hotel_id IN (<ids>)",
                photos.values().stream().map(Photo::hotelId).toList()),
            Hotel::hotelId);
    Map<String, AdImage> images =
        SqlReader.byId(
            Select.byIds(
                handle,
                AdImage.class,
                "SELECT * FROM ad_image WHERE image_id IN (<ids>)",
                livingIds(rows, PictureKind.AD_IMAGE)),
            AdImage::imageId);
    Map<String, Ad> ads =
        SqlAds.findAll(handle, images.values().stream().map(AdImage::adId).toList());
    List<CatalogChange> changes = new ArrayList<>(rows.size());
    for (ChangeRow row : rows) {
      if (row.deleted()) {
        changes.add(
            new CatalogChange.PictureDeleted(row.changeSequence(), row.kind(), row.pictureId()));
        continue;
      }
      changes.add(
          switch (row.kind()) {
            case PHOTO -> {
              Photo photo = required(photos, row.pictureId());
              yield new CatalogChange.PhotoPut(
                  row.changeSequence(), photo, required(hotels, photo.hotelId()));
            }
            case AD_IMAGE -> {
              AdImage image = required(images, row.pictureId());
              yield new CatalogChange.AdImagePut(
                  row.changeSequence(), image, required(ads, image.adId()));
            }
          });
    }
    return List.copyOf(changes);
  }

  private static List<String> livingIds(List<ChangeRow> rows, PictureKind kind) {
    return rows.stream()
        .filter(row -> row.kind() == kind && !row.deleted())
        .map(ChangeRow::pictureId)
        .toList();
  }

  private static <T> T required(Map<String, T> byId, String id) {
    T found = byId.get(id);
    if (found == null) {
      throw new StoreException(
          "The catalog's database is damaged: its change feed names "
              + id
              + ", which is not there");
    }
    return found;
  }

  @Override
  public long latestSequence() {
    return reader.one(Long.class, "SELECT change_sequence FROM catalog_state");
  }

  @Override
  public long purgeSequence() {
    return reader.one(Long.class, "SELECT purge_sequence FROM catalog_state");
  }

  @Override
  public long pendingSince(long sequence) {
    return reader.one(
        Long.class, "SELECT COUNT(*) FROM picture_change WHERE change_sequence > ?", sequence);
  }
}
