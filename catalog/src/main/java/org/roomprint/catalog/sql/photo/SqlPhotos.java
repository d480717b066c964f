package org.roomprint.catalog.sql.photo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.PhotoStore;
import org.roomprint.catalog.sql.rows.OriginalHashes;
import org.roomprint.catalog.sql.rows.Pages;
import org.roomprint.catalog.sql.rows.RecordKind;

/** Photos in SQL. */
public final class SqlPhotos implements PhotoStore {
  private final SqlReader reader;

  public SqlPhotos(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Photo> find(String photoId) {
    return reader.find(Photo.class, "SELECT * FROM photo WHERE photo_id = ?", photoId);
  }

  @Override
  public Map<String, Photo> findAll(Collection<String> photoIds) {
    return reader.findById(
        Photo.class, "SELECT * FROM photo WHERE photo_id IN (<ids>)", photoIds, Photo::photoId);
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
        reader.list(
            Photo.class,
            "SELECT * FROM photo WHERE hotel_id = ? AND (room, photo_id) > (?, ?)"
                + " ORDER BY room, photo_id LIMIT ?",
            hotelId,
            key.get(0),
            key.get(1),
            limit + 1);
    return Pages.of(rows, limit, photo -> Cursor.after(photo.room().orElse(""), photo.photoId()));
  }

  /** How many photos a hotel has. */
  record HotelPhotos(String hotelId, long photos) {}

  @Override
  public Map<String, Long> countByHotel(Collection<String> hotelIds) {
    return reader
        .findById(
            HotelPhotos.class,
            "SELECT hotel_id, COUNT(*) AS photos FROM photo WHERE hotel_id IN (<ids>) GROUP BY hotel_id",
            hotelIds,
            HotelPhotos::hotelId)
        .values()
        .stream()
        .collect(Collectors.toUnmodifiableMap(HotelPhotos::hotelId, HotelPhotos::photos));
  }

  @Override
  public List<Photo> withOriginalHash(String hex) {
    return reader.list(
        Photo.class,
        "SELECT * FROM photo WHERE "
            + OriginalHashes.columnFor(hex)
            + " = ? ORDER BY photo_id LIMIT "
            + Page.MAX_LIMIT,
        hex);
  }

  @Override
  public Optional<Photo> meantBy(String idOrExternalId) {
    Optional<Photo> own = find(idOrExternalId);
    if (own.isPresent()) {
      return own;
    }
    List<Photo> called =
        reader.list(
            Photo.class, "SELECT * FROM photo WHERE external_id = ? LIMIT 2", idOrExternalId);
    return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
  }
}
