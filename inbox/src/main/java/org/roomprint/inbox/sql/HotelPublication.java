package org.roomprint.inbox.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.NameKey;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.PublicHotel;

/**
 * Writes a new list of hotels beside the published one, in transactions so short that the public
 * service need not wait, and then lets it take the other's place.
 */
final class HotelPublication {
  private static final int HOTELS_PER_TRANSACTION = 500;

  private final InboxDatabase database;

  HotelPublication(InboxDatabase database) {
    this.database = database;
  }

  int publish(Iterator<PublicHotel> hotels) {
    // Greater than whatever an interrupted publication may have left.
    long generation =
        database.read(handle ->
            Select.one(
                    handle,
                    Long.class,
                    "SELECT MAX(g) FROM (SELECT hotel_generation AS g FROM inbox_state"
                        + " UNION ALL SELECT MAX(generation) FROM public_hotel) AS known")
                + 1);
    Set<String> written = new HashSet<>();
    List<PublicHotel> some = new ArrayList<>();
    while (hotels.hasNext()) {
      PublicHotel hotel = hotels.next();
      if (written.add(hotel.hotelId())) {
        some.add(hotel);
      }
      if (some.size() == HOTELS_PER_TRANSACTION || !hotels.hasNext()) {
        database.write(handle -> insert(handle, generation, some));
        some.clear();
      }
    }
    database.write(
        handle -> handle.execute("UPDATE inbox_state SET hotel_generation = ?", generation));
    deleteOthers("public_hotel", generation);
    deleteOthers("public_hotel_word", generation);
    return written.size();
  }

  private static int insert(Handle handle, long generation, List<PublicHotel> hotels) {
    if (hotels.isEmpty()) {
      return 0;
    }
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO public_hotel (generation, hotel_id, name, name_key, town, country,"
                + " latitude, longitude) VALUES (:generation, :hotelId, :name, :key, :town, :country,"
                + " :latitude, :longitude)");
    PreparedBatch words =
        handle.prepareBatch(
            "INSERT INTO public_hotel_word (generation, word, hotel_id)" + " VALUES (?, ?, ?)");
    for (PublicHotel hotel : hotels) {
      Columns.bind(rows, hotel.place())
          .bindMethods(hotel)
          .bind("generation", generation)
          .bind("key", NameKey.of(hotel.name()))
          .add();
      for (String word : NameKey.parts(hotel.name() + " " + hotel.town().orElse(""))) {
        words.add(generation, word, hotel.hotelId());
      }
    }
    rows.execute();
    if (words.size() > 0) {
      words.execute();
    }
    return hotels.size();
  }

  private void deleteOthers(String table, long generation) {
    int deleted = HOTELS_PER_TRANSACTION;
    while (deleted == HOTELS_PER_TRANSACTION) {
      deleted =
          database.write(handle ->
              handle.execute(
                  "DELETE FROM "
                      + table
                      + " WHERE (generation, hotel_id) IN (SELECT generation, hotel_id FROM "
                      + table
                      + " WHERE generation <> ? LIMIT "
                      + HOTELS_PER_TRANSACTION
                      + ")",
                  generation));
    }
  }
}
