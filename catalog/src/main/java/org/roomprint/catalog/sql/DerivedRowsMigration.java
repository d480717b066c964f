package org.roomprint.catalog.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.roomprint.base.sql.NameKey;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;

/**
 * Makes the rows anew that are derived from others: the parts of hotels' names by which they are
 * found, and the selectors of ads, which earlier versions kept as they were written, and later ones
 * in another form than those that are found in texts.
 *
 * <p>It stands in the history of a database under its version and description; neither is to be
 * changed.
 */
final class DerivedRowsMigration implements JavaMigration {
  private static final int BATCH = 1_000;

  private final String version;
  private final String description;

  private DerivedRowsMigration(String version, String description) {
    this.version = version;
    this.description = description;
  }

  /** Each time at which the form of such rows changed. */
  static List<JavaMigration> all() {
    return List.of(
        new DerivedRowsMigration("5", "parts of names and normalised selectors"),
        new DerivedRowsMigration("14", "selectors given and found in one form"));
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public Integer getChecksum() {
    return 1;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    writeParts(context.getConnection());
    writeSelectors(context.getConnection());
  }

  private static void writeParts(Connection connection) throws SQLException {
    try (PreparedStatement clear = connection.prepareStatement("DELETE FROM hotel_word");
        PreparedStatement read = connection.prepareStatement("SELECT hotel_id, name FROM hotel");
        PreparedStatement write =
            connection.prepareStatement("INSERT INTO hotel_word (word, hotel_id) VALUES (?, ?)")) {
      clear.executeUpdate();
      read.setFetchSize(BATCH);
      int waiting = 0;
      try (ResultSet hotels = read.executeQuery()) {
        while (hotels.next()) {
          for (String part : NameKey.parts(hotels.getString("name"))) {
            write.setString(1, part);
            write.setString(2, hotels.getString("hotel_id"));
            write.addBatch();
            waiting++;
          }
          if (waiting >= BATCH) {
            write.executeBatch();
            waiting = 0;
          }
        }
      }
      write.executeBatch();
    }
  }

  private record AdSelector(String adId, Selector selector) {}

  /**
   * Several spellings of one contact become one row, so all rows are read before any is written.
   */
  private static void writeSelectors(Connection connection) throws SQLException {
    Set<AdSelector> selectors = new LinkedHashSet<>();
    try (PreparedStatement read =
            connection.prepareStatement(
                "SELECT ad.ad_id, ad.country, ad_selector.kind, ad_selector.selector_value FROM ad_selector"
                    + " JOIN ad ON ad.ad_id = ad_selector.ad_id ORDER BY ad.ad_id");
        ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        selectors.add(
            new AdSelector(
                rows.getString("ad_id"),
                Selectors.read(
                    SelectorKind.valueOf(rows.getString("kind")),
                    rows.getString("selector_value"),
                    Optional.ofNullable(rows.getString("country")))));
      }
    }
    try (PreparedStatement clear = connection.prepareStatement("DELETE FROM ad_selector");
        PreparedStatement write =
            connection.prepareStatement(
                "INSERT INTO ad_selector (kind, selector_value, ad_id) VALUES (?, ?, ?)")) {
      clear.executeUpdate();
      int waiting = 0;
      for (AdSelector one : selectors) {
        write.setString(1, one.selector().kind().name());
        write.setString(2, one.selector().value());
        write.setString(3, one.adId());
        write.addBatch();
        if (++waiting % BATCH == 0) {
          write.executeBatch();
        }
      }
      write.executeBatch();
    }
  }
}
