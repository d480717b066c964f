package org.roomprint.catalog.sql.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.StoreException;
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
import org.roomprint.catalog.sql.rows.Rows;

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
          handle
              .createQuery(
                  "SELECT * FROM picture_change WHERE change_sequence > :since"
                      + " ORDER BY change_sequence LIMIT :limit")
              .bind("since", sequence)
              .bind("limit", limit)
              .map((row, _) ->
                  new ChangeRow(
                      row.getLong("change_sequence"),
                      PictureKind.valueOf(row.getString("kind")),
                      row.getString("picture_id"),
                      row.getInt("deleted") == 1))
              .list();
      return load(handle, rows);
    });
  }

  private record ChangeRow(long sequence, PictureKind kind, String id, boolean deleted) {}

  private static List<CatalogChange> load(Handle handle, List<ChangeRow> rows) {
    Map<String, Photo> photos =
        SqlReader.byId(
            SqlReader.findAll(
                handle,
                "SELECT * FROM photo WHERE photo_id IN (<ids>)",
                livingIds(rows, PictureKind.PHOTO),
                (row, _) -> Rows.photo(row)),
            Photo::photoId);
    Map<String, Hotel> hotels =
        SqlReader.byId(
            SqlReader.findAll(
                handle,
                "SELECT * FROM hotel WHERE hotel_id IN (<ids>)",
                photos.values().stream().map(Photo::hotelId).toList(),
                (row, _) -> Rows.hotel(row)),
            Hotel::hotelId);
    Map<String, AdImage> images =
        SqlReader.byId(
            SqlReader.findAll(
                handle,
                "SELECT * FROM ad_image WHERE image_id IN (<ids>)",
                livingIds(rows, PictureKind.AD_IMAGE),
                (row, _) -> Rows.adImage(row)),
            AdImage::imageId);
    Map<String, Ad> ads =
        SqlAds.findAll(handle, images.values().stream().map(AdImage::adId).toList());
    List<CatalogChange> changes = new ArrayList<>(rows.size());
    for (ChangeRow row : rows) {
      if (row.deleted()) {
        changes.add(new CatalogChange.PictureDeleted(row.sequence(), row.kind(), row.id()));
        continue;
      }
      changes.add(
          switch (row.kind()) {
            case PHOTO -> {
              Photo photo = required(photos, row.id());
              yield new CatalogChange.PhotoPut(
                  row.sequence(), photo, required(hotels, photo.hotelId()));
            }
            case AD_IMAGE -> {
              AdImage image = required(images, row.id());
              yield new CatalogChange.AdImagePut(
                  row.sequence(), image, required(ads, image.adId()));
            }
          });
    }
    return List.copyOf(changes);
  }

  private static List<String> livingIds(List<ChangeRow> rows, PictureKind kind) {
    return rows.stream()
        .filter(row -> row.kind() == kind && !row.deleted())
        .map(ChangeRow::id)
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
    return reader.read(handle ->
        handle.createQuery("SELECT change_sequence FROM catalog_state").mapTo(Long.class).one());
  }

  @Override
  public long purgeSequence() {
    return reader.read(handle ->
        handle.createQuery("SELECT purge_sequence FROM catalog_state").mapTo(Long.class).one());
  }

  @Override
  public long pendingSince(long sequence) {
    return reader.read(handle ->
        handle
            .createQuery("SELECT COUNT(*) FROM picture_change WHERE change_sequence > :since")
            .bind("since", sequence)
            .mapTo(Long.class)
            .one());
  }
}
