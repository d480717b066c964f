package org.roomprint.catalog.sql.hotel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.base.sql.NameKey;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.hotel.HotelStore;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.rows.Pages;

/** Hotels and chains in SQL. */
public final class SqlHotels implements HotelStore {
  /** Words of a name search beyond these are passed over. */
  private static final int MAX_WORDS = 8;

  private final SqlReader reader;

  public SqlHotels(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Hotel> find(String hotelId) {
    return reader.find(Hotel.class, "SELECT * FROM hotel WHERE hotel_id = ?", hotelId);
  }

  @Override
  public Map<String, Hotel> findAll(Collection<String> hotelIds) {
    return reader.findById(
        Hotel.class, "SELECT * FROM hotel WHERE hotel_id IN (<ids>)", hotelIds, Hotel::hotelId);
  }

  @Override
  public Page<Hotel> list(Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        Hotel::hotelId,
        (id, count) ->
            reader.list(
                Hotel.class,
                "SELECT * FROM hotel WHERE hotel_id > ? ORDER BY hotel_id LIMIT ?",
                id,
                count));
  }

  @Override
  public Page<Hotel> searchByName(String words, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    List<String> asked = NameKey.words(words).stream().limit(MAX_WORDS).toList();
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "A search by name needs at least one letter or digit; to see all hotels, list them");
    }
    List<String> key = after.map(cursor -> cursor.key(2)).orElse(List.of("", ""));
    NameKey.Question question = NameKey.Question.about("hotel_word", "", asked);
    String sql =
        "SELECT * FROM hotel WHERE "
            + String.join(" AND ", question.conditions())
            + " AND (name_key, hotel_id) > (:afterName, :afterId) ORDER BY name_key, hotel_id LIMIT :limit";
    List<Hotel> rows =
        reader.read(handle ->
            question
                .bind(handle.createQuery(sql))
                .bind("afterName", key.get(0))
                .bind("afterId", key.get(1))
                .bind("limit", limit + 1)
                .mapTo(Hotel.class)
                .list());
    return Pages.of(rows, limit, hotel -> Cursor.after(NameKey.of(hotel.name()), hotel.hotelId()));
  }

  @Override
  public Page<Chain> listChains(Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        Chain::chainId,
        (id, count) ->
            reader.list(
                Chain.class,
                "SELECT * FROM chain WHERE chain_id > ? ORDER BY chain_id LIMIT ?",
                id,
                count));
  }
}
