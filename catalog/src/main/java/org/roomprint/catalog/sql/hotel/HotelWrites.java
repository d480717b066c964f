package org.roomprint.catalog.sql.hotel;

import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.NameKey;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.sql.photo.PhotoWrites;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/** Writes chains and hotels within a transaction. */
public final class HotelWrites {
  private final Handle handle;
  private final ChangeWrites changes;
  private final PhotoWrites photos;

  public HotelWrites(Handle handle, ChangeWrites changes, PhotoWrites photos) {
    this.handle = handle;
    this.changes = changes;
    this.photos = photos;
  }

  public PutOutcome putChain(Chain chain) {
    Optional<Chain> before = chain(chain.chainId());
    if (before.isPresent() && before.get().equals(chain)) {
      return PutOutcome.UNCHANGED;
    }
    handle.execute(
        "INSERT INTO chain (chain_id, name) VALUES (?, ?)"
            + " ON CONFLICT (chain_id) DO UPDATE SET name = excluded.name",
        chain.chainId(),
        chain.name());
    return before.isPresent() ? PutOutcome.CHANGED : PutOutcome.ADDED;
  }

  public PutOutcome putHotel(Hotel hotel, Set<Hotel.Detail> said) {
    return putHotel(hotel(hotel.hotelId()).map(known -> hotel.over(said, known)).orElse(hotel));
  }

  public PutOutcome putHotel(Hotel hotel) {
    Optional<Hotel> before = hotel(hotel.hotelId());
    if (before.isPresent() && before.get().equals(hotel)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.HOTEL, hotel.hotelId())) {
      return PutOutcome.WITHHELD;
    }
    if (hotel.chainId().isPresent() && chain(hotel.chainId().get()).isEmpty()) {
      throw new UnknownReferenceException(
          "Hotel " + hotel.hotelId(), "chain " + hotel.chainId().get());
    }
    String key = NameKey.of(hotel.name());
    Update put =
        handle.createUpdate(
            "INSERT INTO hotel (hotel_id, name, name_key, chain_id, latitude, longitude, country, city, address, source)"
                + " VALUES (:hotelId, :name, :key, :chainId, :latitude, :longitude, :country, :city, :address, :source)"
                + " ON CONFLICT (hotel_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,"
                + " chain_id = excluded.chain_id, latitude = excluded.latitude, longitude = excluded.longitude,"
                + " country = excluded.country, city = excluded.city, address = excluded.address, source = excluded.source");
    Columns.bind(put, hotel.place()).bindMethods(hotel).bind("key", key).execute();
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

  public Deletion deleteHotel(String hotelId) {
    if (hotel(hotelId).isEmpty()) {
      return new Deletion.NotFound();
    }
    int deleted = photos.deletePhotosOf(hotelId);
    handle.execute("DELETE FROM hotel_word WHERE hotel_id = ?", hotelId);
    handle.execute("DELETE FROM hotel WHERE hotel_id = ?", hotelId);
    changes.markDeleted(RecordKind.HOTEL, hotelId, "");
    return new Deletion.Deleted(deleted);
  }

  private Optional<Hotel> hotel(String hotelId) {
    return Select.find(handle, Hotel.class, "SELECT * FROM hotel WHERE hotel_id = ?", hotelId);
  }

  private Optional<Chain> chain(String chainId) {
    return Select.find(handle, Chain.class, "SELECT * FROM chain WHERE chain_id = ?", chainId);
  }
}
