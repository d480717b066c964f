package org.roomprint.catalog.sql.photo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.PhotoStore;
import org.roomprint.catalog.sql.rows.OriginalHashes;
import org.roomprint.catalog.sql.rows.Pages;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.rows.Rows;

/** Photos in SQL. */
public final class SqlPhotos implements PhotoStore {
  private final SqlReader reader;

  public SqlPhotos(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Photo> find(String photoId) {
    return reader.find(
        "SELECT * FROM photo WHERE photo_id = :id", photoId, (row, _) -> Rows.photo(row));
  }

  @Override
  public Map<String, Photo> findAll(Collection<String> photoIds) {
    return reader.findById(
        "SELECT * FROM photo WHERE photo_id IN (<ids>)",
        photoIds,
        (row, _) -> Rows.photo(row),
        Photo::photoId);
  }

  @Override
  public Set<String> deletedAmong(Collection<String> photoIds) {
    return RecordKind.PHOTO.deletedAmong(reader, photoIds);
  }

  @Override
  public Page<Photo> ofHotel(String hotelId, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    List<String> key = after.map(cursor -> cursor.key(2)).orElse(List.of("", ""));
    List<Photo> rows =
        reader.read(handle ->
            handle
                .createQuery(
                    "SELECT * FROM photo WHERE hotel_id = :hotel"
                        + " AND (room, photo_id) > (:afterRoom, :afterId) ORDER BY room, photo_id LIMIT :limit")
                .bind("hotel", hotelId)
                .bind("afterRoom", key.get(0))
                .bind("afterId", key.get(1))
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.photo(row))
                .list());
    return Pages.of(rows, limit, photo -> Cursor.after(photo.room().orElse(""), photo.photoId()));
  }

  @Override
  public Map<String, Long> countByHotel(Collection<String> hotelIds) {
    return reader.read(handle -> {
      Map<String, Long> counts = new HashMap<>();
      SqlReader.findAll(
              handle,
              "SELECT hotel_id, COUNT(*) AS photos FROM photo WHERE hotel_id IN (<ids>) GROUP BY hotel_id",
              hotelIds,
              (row, _) -> Map.entry(row.getString("hotel_id"), row.getLong("photos")))
          .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
      return Map.copyOf(counts);
    });
  }

  @Override
  public List<Photo> withOriginalHash(String hex) {
    String column = OriginalHashes.columnFor(hex);
    return reader.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM photo WHERE "
                    + column
                    + " = :hex ORDER BY photo_id LIMIT "
                    + Page.MAX_LIMIT)
            .bind("hex", hex)
            .map((row, _) -> Rows.photo(row))
            .list());
  }

  @Override
  public Optional<Photo> meantBy(String idOrExternalId) {
    Optional<Photo> own = find(idOrExternalId);
    if (own.isPresent()) {
      return own;
    }
    List<Photo> called =
        reader.read(handle ->
            handle
                .createQuery("SELECT * FROM photo WHERE external_id = :id LIMIT 2")
                .bind("id", idOrExternalId)
                .map((row, _) -> Rows.photo(row))
                .list());
    return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
  }
}
