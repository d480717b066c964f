package org.roomprint.inbox.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.Place;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.NameKey;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.PublicHotel;

/** The published hotels, asked by name and by place. */
final class SqlHotelList implements HotelList {
  /** Mean radius of the earth. */
  private static final double EARTH_METRES = 6_371_008.8;

  private static final double METRES_PER_DEGREE = Math.PI * EARTH_METRES / 180;

  /** How far is looked, one after the other until enough is found. */
  private static final List<Double> REACHES_METRES = List.of(2_000.0, 10_000.0, 50_000.0);

  /** Words of a question that are looked at; one more narrows little. */
  private static final int MAX_WORDS = 6;

  private final InboxDatabase database;

  SqlHotelList(InboxDatabase database) {
    this.database = database;
  }

  @Override
  public List<Found> named(String name) {
    List<String> words = NameKey.words(name).stream().limit(MAX_WORDS).toList();
    if (words.isEmpty()) {
      return List.of();
    }
    String current = "generation = (SELECT hotel_generation FROM inbox_state)";
    NameKey.Question question =
        NameKey.Question.about("public_hotel_word", current + " AND ", words);
    // A name that begins as was asked comes before one that has it within a word.
    String sql =
        "SELECT *, CASE WHEN name_key LIKE :begins THEN 0 ELSE 1 END AS nearness FROM public_hotel WHERE "
            + current
            + " AND "
            + String.join(" AND ", question.conditions())
            + " ORDER BY nearness, name_key, hotel_id LIMIT "
            + MAX_FOUND;
    return database.read(handle ->
        question
            .bind(handle.createQuery(sql))
            .bind("begins", words.getFirst() + "%")
            .map((row, _) -> new Found(hotel(row), OptionalDouble.empty()))
            .list());
  }

  @Override
  public List<Found> near(Place place) {
    return database.read(handle -> {
      List<Found> found = List.of();
      for (double reach : REACHES_METRES) {
        found = within(handle, place, reach);
        if (found.size() >= MAX_FOUND) {
          break;
        }
      }
      return found.stream().limit(MAX_FOUND).toList();
    });
  }

  private static List<Found> within(Handle handle, Place place, double reachMetres) {
    double latitudes = reachMetres / METRES_PER_DEGREE;
    double widest = Math.min(90, Math.abs(place.latitude()) + latitudes);
    double cosine = Math.cos(Math.toRadians(widest));
    double longitudes = latitudes >= 180 * cosine ? 180 : latitudes / cosine;
    List<Found> found = new ArrayList<>();
    handle
        .createQuery(
            "SELECT * FROM public_hotel"
                + " WHERE generation = (SELECT hotel_generation FROM inbox_state)"
                + " AND latitude BETWEEN :south AND :north"
                // Longitudes go round: the same stretch is looked for one turn east and west.
                + " AND (longitude BETWEEN :west AND :east"
                + " OR longitude + 360 BETWEEN :west AND :east"
                + " OR longitude - 360 BETWEEN :west AND :east)")
        .bind("south", place.latitude() - latitudes)
        .bind("north", place.latitude() + latitudes)
        .bind("west", place.longitude() - longitudes)
        .bind("east", place.longitude() + longitudes)
        .map((row, _) -> hotel(row))
        .forEach(hotel -> {
          double metres = metres(place, hotel.place().orElseThrow());
          if (metres <= reachMetres) {
            found.add(new Found(hotel, OptionalDouble.of(metres)));
          }
        });
    found.sort(
        Comparator.comparingDouble((Found one) -> one.distanceMetres().orElseThrow())
            .thenComparing(one -> one.hotel().hotelId()));
    return found;
  }

  /** Great-circle distance by the haversine formula. */
  static double metres(Place a, Place b) {
    double half =
        square(Math.sin(Math.toRadians(b.latitude() - a.latitude()) / 2))
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * square(Math.sin(Math.toRadians(b.longitude() - a.longitude()) / 2));
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  private static double square(double value) {
    return value * value;
  }

  @Override
  public boolean contains(String hotelId) {
    return database.read(handle ->
        Select.exists(
            handle,
            "SELECT 1 FROM public_hotel WHERE generation ="
                + " (SELECT hotel_generation FROM inbox_state) AND hotel_id = ?",
            hotelId));
  }

  private static PublicHotel hotel(ResultSet row) throws SQLException {
    return new PublicHotel(
        row.getString("hotel_id"),
        row.getString("name"),
        Columns.text(row, "town"),
        Columns.text(row, "country"),
        Columns.place(row));
  }
}
