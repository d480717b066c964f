package org.roomprint.base.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.roomprint.base.Place;

/**
 * Columns that are read one by one, where a row is not simply the components of a record; and the
 * two columns that a place takes.
 */
public final class Columns {
  private Columns() {}

  /** Text, absent where the column is null. */
  public static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** A moment in milliseconds, absent where the column is null. */
  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long milliseconds = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  /** The place in {@code latitude} and {@code longitude}, absent where they are null. */
  public static Optional<Place> place(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Place(latitude, row.getDouble("longitude")));
  }

  /** Binds {@code :latitude} and {@code :longitude}. */
  public static <S extends SqlStatement<S>> S bind(S statement, Optional<Place> place) {
    return statement
        .bind("latitude", place.map(Place::latitude))
        .bind("longitude", place.map(Place::longitude));
  }
}
