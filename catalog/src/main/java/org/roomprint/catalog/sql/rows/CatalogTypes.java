package org.roomprint.catalog.sql.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.ValueTypes;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.links.CopyShape;
import org.roomprint.catalog.links.LinkKey;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Provenance;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.selectors.FoundSelector;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values of the catalog stand in columns, and which rows are which records; registered once,
 * when a catalog is opened.
 *
 * <p>A record whose components are columns needs nothing here: see {@link ValueTypes}. One that is
 * made of others, such as a photo with its files, has a function.
 */
public final class CatalogTypes implements JdbiPlugin {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    ValueTypes.asText(jdbi, PictureId.class, PictureId::hex, PictureId::new);
    ValueTypes.asText(jdbi, new GenericType<Set<Role>>() {}, Roles::toText, Roles::fromText);
    asJson(jdbi, new GenericType<Map<String, String>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<List<String>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<List<AuditEntry.AnswerLine>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<List<AdPrice>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<List<FoundSelector.Stretch>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<List<LinkKey>>() {}, new TypeReference<>() {});
    asJson(jdbi, new GenericType<CopyShape>() {}, new TypeReference<>() {});
    rows(jdbi, Hotel.class, CatalogTypes::hotel);
    rows(jdbi, Photo.class, CatalogTypes::photo);
    rows(jdbi, Ad.class, CatalogTypes::ad);
    rows(jdbi, AdSighting.class, CatalogTypes::sighting);
    rows(jdbi, AdImage.class, CatalogTypes::adImage);
    rows(jdbi, ImportRun.class, CatalogTypes::importRun);
  }

  private static <T> void asJson(Jdbi jdbi, GenericType<T> type, TypeReference<T> reference) {
    ValueTypes.asText(
        jdbi, type, JSON::writeValueAsString, text -> JSON.readValue(text, reference));
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> void rows(Jdbi jdbi, Class<T> type, Row<T> mapper) {
    RowMapper<T> byFunction = (row, _) -> mapper.read(row);
    jdbi.registerRowMapper(type, byFunction);
  }

  private static Hotel hotel(ResultSet row) throws SQLException {
    return new Hotel(
        row.getString("hotel_id"),
        row.getString("name"),
        Columns.text(row, "chain_id"),
        Columns.place(row),
        Columns.text(row, "country"),
        Columns.text(row, "city"),
        Columns.text(row, "address"),
        row.getString("source"));
  }

  private static Photo photo(ResultSet row) throws SQLException {
    return new Photo(
        row.getString("photo_id"),
        row.getString("hotel_id"),
        Optional.of(row.getString("room")).filter(room -> !room.isEmpty()),
        Columns.text(row, "view_name"),
        row.getString("source"),
        Columns.text(row, "external_id"),
        Columns.text(row, "taken").map(LocalDate::parse),
        original(row),
        picture(row),
        facts(row),
        new Provenance(
            Origin.valueOf(row.getString("origin")),
            Tier.valueOf(row.getString("tier")),
            Columns.text(row, "visit_id")));
  }

  /** An ad; its selectors come from a table of their own. */
  private static Ad ad(ResultSet row) throws SQLException {
    return new Ad(
        row.getString("ad_id"),
        row.getString("site"),
        row.getString("site_ad_id"),
        Columns.instant(row, "posted"),
        row.getString("title"),
        row.getString("body"),
        Columns.place(row),
        Columns.text(row, "country"),
        Columns.text(row, "city"),
        Set.of(),
        Columns.text(row, "url"),
        Columns.text(row, "posted_written"),
        prices(row));
  }

  private static AdSighting sighting(ResultSet row) throws SQLException {
    return new AdSighting(
        row.getString("ad_id"),
        row.getString("sighting_id"),
        Columns.instant(row, "seen"),
        Columns.text(row, "seen_written"),
        Columns.instant(row, "recorded").orElseThrow(),
        Columns.text(row, "run_id"),
        Columns.text(row, "reference"),
        Columns.text(row, "url"),
        row.getInt("gone") == 1,
        Columns.text(row, "place_written"),
        prices(row),
        Columns.text(row, "title"),
        Columns.text(row, "body"));
  }

  private static List<AdPrice> prices(ResultSet row) throws SQLException {
    return JSON.readValue(row.getString("prices"), new TypeReference<>() {});
  }

  private static AdImage adImage(ResultSet row) throws SQLException {
    return new AdImage(
        row.getString("image_id"),
        row.getString("ad_id"),
        row.getInt("position"),
        original(row),
        picture(row),
        facts(row));
  }

  private static ImportRun importRun(ResultSet row) throws SQLException {
    return new ImportRun(
        row.getString("run_id"),
        ImportRun.Kind.valueOf(row.getString("kind")),
        row.getString("source_fingerprint"),
        Columns.instant(row, "started").orElseThrow(),
        Columns.instant(row, "finished"),
        new ImportRun.Counts(
            row.getLong("added"),
            row.getLong("changed"),
            row.getLong("unchanged"),
            row.getLong("withheld"),
            row.getLong("refused")),
        row.getString("source_state"),
        row.getLong("dealt_with"));
  }

  private static OriginalFile original(ResultSet row) throws SQLException {
    return new OriginalFile(
        row.getString("content_hash"),
        Columns.text(row, "content_md5"),
        Columns.text(row, "content_sha1"),
        row.getLong("content_bytes"));
  }

  /** The kept file that a row names. */
  public static KeptPicture picture(ResultSet row) throws SQLException {
    return new KeptPicture(
        new PictureId(row.getString("picture_id")),
        row.getString("media_type"),
        row.getInt("width"),
        row.getInt("height"),
        row.getLong("picture_bytes"));
  }

  private static Map<String, String> facts(ResultSet row) throws SQLException {
    return JSON.readValue(row.getString("facts"), new TypeReference<>() {});
  }
}
