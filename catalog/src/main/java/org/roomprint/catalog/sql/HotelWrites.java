package org.roomprint.catalog.sql;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.roomprint.base.Place;
import org.roomprint.base.sql.NameKey;
import org.roomprint.catalog.Chain;
import org.roomprint.catalog.Deletion;
import org.roomprint.catalog.Hotel;
import org.roomprint.catalog.Photo;
import org.roomprint.catalog.PictureKind;
import org.roomprint.catalog.PutOutcome;
import org.roomprint.catalog.UnknownReferenceException;
import org.roomprint.catalog.files.MissingPictureException;
import org.roomprint.catalog.files.PictureStore;

/** Writes chains, hotels and photos within a transaction. */
final class HotelWrites {
  private final Handle handle;
  private final ChangeWrites changes;
  private final PictureStore pictures;

  HotelWrites(Handle handle, ChangeWrites changes, PictureStore pictures) {
    this.handle = handle;
    this.changes = changes;
    this.pictures = pictures;
  }

  PutOutcome putChain(Chain chain) {
    Optional<Chain> before =
        handle
            .createQuery("SELECT * FROM chain WHERE chain_id = :id")
            .bind("id", chain.chainId())
            .map((row, _) -> Rows.chain(row))
            .findOne();
    if (before.isPresent() && before.get().equals(chain)) {
      return PutOutcome.UNCHANGED;
    }
    handle
        .createUpdate(
            "INSERT INTO chain (chain_id, name) VALUES (:id, :name)"
                + " ON CONFLICT (chain_id) DO UPDATE SET name = excluded.name")
        .bind("id", chain.chainId())
        .bind("name", chain.name())
        .execute();
    return before.isPresent() ? PutOutcome.CHANGED : PutOutcome.ADDED;
  }

  PutOutcome putHotel(Hotel hotel, Set<Hotel.Detail> said) {
    return putHotel(hotel(hotel.hotelId()).map(known -> hotel.over(said, known)).orElse(hotel));
  }

  PutOutcome putHotel(Hotel hotel) {
    Optional<Hotel> before = hotel(hotel.hotelId());
    if (before.isPresent() && before.get().equals(hotel)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.HOTEL, hotel.hotelId())) {
      return PutOutcome.WITHHELD;
    }
    if (hotel.chainId().isPresent()
        && !exists("SELECT 1 FROM chain WHERE chain_id = :id", hotel.chainId().get())) {
      throw new UnknownReferenceException(
          "Hotel " + hotel.hotelId(), "chain " + hotel.chainId().get());
    }
    String key = NameKey.of(hotel.name());
    handle
        .createUpdate(
            "INSERT INTO hotel (hotel_id, name, name_key, chain_id, latitude, longitude, country, city, address, source)"
                + " VALUES (:id, :name, :key, :chain, :latitude, :longitude, :country, :city, :address, :source)"
                + " ON CONFLICT (hotel_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,"
                + " chain_id = excluded.chain_id, latitude = excluded.latitude, longitude = excluded.longitude,"
                + " country = excluded.country, city = excluded.city, address = excluded.address, source = excluded.source")
        .bind("id", hotel.hotelId())
        .bind("name", hotel.name())
        .bind("key", key)
        .bind("chain", hotel.chainId())
        .bind("latitude", hotel.place().map(Place::latitude))
        .bind("longitude", hotel.place().map(Place::longitude))
        .bind("country", hotel.country())
        .bind("city", hotel.city())
        .bind("address", hotel.address())
        .bind("source", hotel.source())
        .execute();
    if (before.isEmpty() || !NameKey.of(before.get().name()).equals(key)) {
      putWords(hotel);
    }
    if (before.isEmpty()) {
      return PutOutcome.ADDED;
    }
    if (isFoundElsewhere(before.get(), hotel)) {
      changes.putPhotosOf(hotel.hotelId());
    }
    return PutOutcome.CHANGED;
  }

  /** Whether what a search is narrowed by has changed. */
  private static boolean isFoundElsewhere(Hotel before, Hotel after) {
    return !(before.chainId().equals(after.chainId())
        && before.place().equals(after.place())
        && before.country().equals(after.country()));
  }

  private void putWords(Hotel hotel) {
    handle.execute("DELETE FROM hotel_word WHERE hotel_id = ?", hotel.hotelId());
    Set<String> parts = NameKey.parts(hotel.name());
    if (parts.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch("INSERT INTO hotel_word (word, hotel_id) VALUES (:word, :hotel)")) {
      parts.forEach(part -> batch.bind("word", part).bind("hotel", hotel.hotelId()).add());
      batch.execute();
    }
  }

  PutOutcome putPhoto(Photo photo) {
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
    if (!exists("SELECT 1 FROM hotel WHERE hotel_id = :id", photo.hotelId())) {
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

  Deletion deletePhoto(String photoId) {
    List<Photo> photos = photos("SELECT * FROM photo WHERE photo_id = :id", photoId);
    if (photos.isEmpty()) {
      return new Deletion.NotFound();
    }
    photos.forEach(photo -> delete(photo, ""));
    return new Deletion.Deleted(1);
  }

  Deletion deleteHotel(String hotelId) {
    if (hotel(hotelId).isEmpty()) {
      return new Deletion.NotFound();
    }
    List<Photo> photos =
        new ArrayList<>(
            photos("SELECT * FROM photo WHERE hotel_id = :id ORDER BY photo_id", hotelId));
    photos.forEach(photo -> delete(photo, RecordKind.HOTEL.name() + " " + hotelId));
    handle.execute("DELETE FROM hotel_word WHERE hotel_id = ?", hotelId);
    handle.execute("DELETE FROM hotel WHERE hotel_id = ?", hotelId);
    changes.markDeleted(RecordKind.HOTEL, hotelId, "");
    return new Deletion.Deleted(photos.size());
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

  private Optional<Hotel> hotel(String hotelId) {
    return handle
        .createQuery("SELECT * FROM hotel WHERE hotel_id = :id")
        .bind("id", hotelId)
        .map((row, _) -> Rows.hotel(row))
        .findOne();
  }

  private boolean exists(String sql, String id) {
    return handle.createQuery(sql).bind("id", id).mapTo(Integer.class).findOne().isPresent();
  }
}
