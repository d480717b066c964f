package org.roomprint.catalog.sql.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roomprint.base.Place;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Provenance;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the tables to records. */
public final class Rows {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Rows() {}

  public static Chain chain(ResultSet row) throws SQLException {
    return new Chain(row.getString("chain_id"), row.getString("name"));
  }

  public static Hotel hotel(ResultSet row) throws SQLException {
    return new Hotel(
        row.getString("hotel_id"),
        row.getString("name"),
        text(row, "chain_id"),
        place(row),
        text(row, "country"),
        text(row, "city"),
        text(row, "address"),
        row.getString("source"));
  }

  public static Photo photo(ResultSet row) throws SQLException {
    return new Photo(
        row.getString("photo_id"),
        row.getString("hotel_id"),
        Optional.of(row.getString("room")).filter(room -> !room.isEmpty()),
        text(row, "view_name"),
        row.getString("source"),
        text(row, "external_id"),
        text(row, "taken").map(LocalDate::parse),
        original(row),
        picture(row),
        facts(row.getString("facts")),
        new Provenance(
            Origin.valueOf(row.getString("origin")),
            Tier.valueOf(row.getString("tier")),
            text(row, "visit_id")));
  }

  /** An ad; its selectors come from a table of their own. */
  public static Ad ad(ResultSet row) throws SQLException {
    return new Ad(
        row.getString("ad_id"),
        row.getString("site"),
        row.getString("site_ad_id"),
        instant(row, "posted"),
        row.getString("title"),
        row.getString("body"),
        place(row),
        text(row, "country"),
        text(row, "city"),
        Set.of());
  }

  public static AdImage adImage(ResultSet row) throws SQLException {
    return new AdImage(
        row.getString("image_id"),
        row.getString("ad_id"),
        row.getInt("position"),
        original(row),
        picture(row),
        facts(row.getString("facts")));
  }

  public static ImportRun importRun(ResultSet row) throws SQLException {
    return new ImportRun(
        row.getString("run_id"),
        ImportRun.Kind.valueOf(row.getString("kind")),
        row.getString("source_fingerprint"),
        Instant.ofEpochMilli(row.getLong("started")),
        instant(row, "finished"),
        new ImportRun.Counts(
            row.getLong("added"),
            row.getLong("changed"),
            row.getLong("unchanged"),
            row.getLong("withheld"),
            row.getLong("refused")));
  }

  public static RefusedFile refusedFile(ResultSet row) throws SQLException {
    return new RefusedFile(
        row.getString("run_id"),
        row.getString("reference"),
        row.getString("reason"),
        row.getString("detail"));
  }

  public static Optional<String> text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Optional.ofNullable(value);
  }

  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long milliseconds = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  public static Map<String, String> facts(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
  }

  public static String json(Map<String, String> facts) {
    return JSON.writeValueAsString(facts);
  }

  private static Optional<Place> place(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(new Place(latitude, row.getDouble("longitude")));
  }

  private static OriginalFile original(ResultSet row) throws SQLException {
    return new OriginalFile(
        row.getString("content_hash"),
        text(row, "content_md5"),
        text(row, "content_sha1"),
        row.getLong("content_bytes"));
  }

  private static KeptPicture picture(ResultSet row) throws SQLException {
    return new KeptPicture(
        new PictureId(row.getString("picture_id")),
        row.getString("media_type"),
        row.getInt("width"),
        row.getInt("height"),
        row.getLong("picture_bytes"));
  }
}
