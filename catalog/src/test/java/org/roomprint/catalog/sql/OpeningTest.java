package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Database;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OpeningTest {
  private final TestDatabase database;
  @TempDir Path folder;

  OpeningTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void makesOneCatalogWhenManyOpenAnEmptyOneAtOnce() throws Exception {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> opening = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        opening.add(
            threads.submit(() -> {
              try (Catalog catalog = SqlCatalog.open(configuration, Samples.CLOCK)) {
                return catalog.catalogId();
              }
            }));
      }
      for (Future<String> one : opening) {
        ids.add(one.get());
      }
    }
    assertThat(ids).hasSize(4).containsOnly(ids.getFirst());
  }

  @Test
  void aNewCatalogHasNoKey() {
    try (Catalog catalog =
        SqlCatalog.open(Samples.configuration(database, folder), Samples.CLOCK)) {
      assertThat(catalog.apiKeys().list(Optional.empty(), 10).items()).isEmpty();
    }
  }

  @Test
  void refusesACatalogOfANewerVersion() {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    SqlCatalog.open(configuration, Samples.CLOCK).close();
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    connections
        .writer()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO schema_version (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success)"
                    + " SELECT 999, '999', 'from the future', type, 'V999__x.sql', 1, installed_by, 1,"
                    + " success FROM schema_version WHERE version = '1'"));
    connections.close();

    assertThatThrownBy(() -> SqlCatalog.open(configuration, Samples.CLOCK))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void bringsNamesAndSelectorsOfAnEarlierVersionIntoTodaysForm() throws Exception {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    Ad ad = Samples.ad("1", new Selector(SelectorKind.PHONE, "+12025550199"));
    Ad other = Samples.ad("2");
    try (Catalog catalog = SqlCatalog.open(configuration, Samples.CLOCK)) {
      catalog.write(writer -> {
        writer.putHotel(Hotel.of("h", "新東京ホテル", "test"));
        writer.putAd(ad);
        writer.putAd(other);
        return true;
      });
    }
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    connections
        .writer()
        .useTransaction(handle -> {
          handle.execute("DELETE FROM hotel_word");
          handle.execute("INSERT INTO hotel_word (word, hotel_id) VALUES ('新東京ホテル', 'h')");
          for (String spelling : List.of("202.555.0199", "+1-202-555-0199")) {
            insert(handle, SelectorKind.PHONE, spelling, other.adId());
          }
          // As versions kept them that had another form for what was found in texts.
          insert(handle, SelectorKind.URL, "https://www.instagram.com/rose_k", other.adId());
          insert(handle, SelectorKind.URL, "https://x.example/a", other.adId());
        });
    connections
        .writer()
        .useTransaction(handle ->
            DerivedRowsMigration.all().getLast().migrate(migrating(handle.getConnection())));
    connections.close();

    try (Catalog catalog = SqlCatalog.open(configuration, Samples.CLOCK)) {
      assertThat(catalog.hotels().searchByName("東京", Optional.empty(), 9).items()).hasSize(1);
      assertThat(
              catalog
                  .ads()
                  .withSelector(
                      new Selector(SelectorKind.PHONE, "+12025550199"), Optional.empty(), 9)
                  .items())
          .extracting(Ad::adId)
          .containsExactlyInAnyOrder(ad.adId(), other.adId());
      assertThat(catalog.ads().find(other.adId()).orElseThrow().selectors())
          .containsExactlyInAnyOrder(
              new Selector(SelectorKind.PHONE, "+12025550199"),
              Selectors.read(SelectorKind.HANDLE, "ig: @Rose_K", Optional.empty()),
              Selectors.read(SelectorKind.URL, "HTTP://X.example/a/", Optional.empty()));
    }
  }

  private static void insert(Handle handle, SelectorKind kind, String value, String adId) {
    handle.execute(
        "INSERT INTO ad_selector (kind, selector_value, ad_id) VALUES (?, ?, ?)",
        kind,
        value,
        adId);
  }

  private static Context migrating(Connection connection) {
    return new Context() {
      @Override
      public Configuration getConfiguration() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Connection getConnection() {
        return connection;
      }
    };
  }

  @Test
  void saysWhatIsWrongWhenTheDatabaseCannotBeOpened() throws Exception {
    CatalogConfiguration good = Samples.configuration(database, folder);
    CatalogConfiguration bad =
        switch (good.database()) {
          case Database.Sqlite _ -> {
            Path file =
                Files.writeString(
                    folder.resolve("catalog.sqlite"), "no database at all ".repeat(99));
            yield new CatalogConfiguration(
                good.pictures(), good.thumbnails(), new Database.Sqlite(file));
          }
          case Database.PostgreSql(String url, _, _) ->
              new CatalogConfiguration(
                  good.pictures(),
                  good.thumbnails(),
                  new Database.PostgreSql(url, "roomprint", "wrong"));
        };

    assertThatThrownBy(() -> SqlCatalog.open(bad, Samples.CLOCK))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("check its address, user and password")
        .hasCauseInstanceOf(Exception.class);
  }

  @Test
  void namesTheFolderInWhichNoFilesCanBeMade() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("taken"), "by a file");

    assertThatThrownBy(() ->
            SqlCatalog.open(
                org.roomprint.catalog.CatalogSettings.inFolder(notAFolder).configuration(),
                Samples.CLOCK))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("Cannot open the catalog's folder " + notAFolder);
  }

  /** Whatever a store asks for page by page is found by an index, however much there is. */
  @Test
  void asksForNoPageByReadingAWholeTable() {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    SqlCatalog.open(configuration, Samples.CLOCK).close();
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    List<String> queries =
        List.of(
            "SELECT * FROM hotel WHERE hotel_id > 'a' ORDER BY hotel_id LIMIT 9",
            "SELECT * FROM photo WHERE hotel_id = 'h' AND (room, photo_id) > ('', '')"
                + " ORDER BY room, photo_id LIMIT 9",
            "SELECT * FROM photo WHERE content_hash = 'x' ORDER BY photo_id LIMIT 9",
            "SELECT * FROM photo WHERE content_md5 = 'x' ORDER BY photo_id LIMIT 9",
            "SELECT * FROM photo WHERE content_sha1 = 'x' ORDER BY photo_id LIMIT 9",
            "SELECT * FROM photo WHERE external_id = 'x' AND source = 's' ORDER BY photo_id LIMIT 9",
            "SELECT * FROM picture_change WHERE change_sequence > 7 ORDER BY change_sequence LIMIT 9",
            "SELECT * FROM ad WHERE ad_id > 'a' ORDER BY ad_id LIMIT 9",
            "SELECT ad.* FROM ad_selector JOIN ad ON ad.ad_id = ad_selector.ad_id"
                + " WHERE ad_selector.kind = 'PHONE' AND ad_selector.selector_value = 'x'"
                + " AND ad_selector.ad_id > '' ORDER BY ad_selector.ad_id LIMIT 9",
            "SELECT * FROM ad_image WHERE ad_id = 'a' ORDER BY position, image_id",
            "SELECT * FROM ad_image WHERE content_hash = 'x' ORDER BY image_id LIMIT 9",
            "SELECT * FROM ad_group WHERE level = 'POSTER' AND ads >= 2 AND ads <= 9"
                + " AND (ads < 9 OR group_id > '') ORDER BY ads DESC, group_id LIMIT 9",
            "SELECT ad_id FROM ad_group_member WHERE group_id = 'g' ORDER BY place",
            "SELECT * FROM refused_file WHERE run_id = 'r' AND reference > '' ORDER BY reference LIMIT 9",
            "SELECT * FROM import_run ORDER BY started DESC, run_id DESC LIMIT 9",
            "SELECT * FROM audit_record WHERE record_number < 9 ORDER BY record_number DESC LIMIT 9",
            "SELECT * FROM audit_record WHERE case_reference = 'c' AND record_number < 9"
                + " ORDER BY record_number DESC LIMIT 9",
            "SELECT * FROM hotel WHERE hotel_id IN (SELECT hotel_id FROM hotel_word WHERE word >= 'a'"
                + " AND word < 'b' UNION ALL SELECT hotel_id FROM hotel_word WHERE word >= ' a'"
                + " AND word < ' b') AND (name_key, hotel_id) > ('', '') ORDER BY name_key, hotel_id LIMIT 9",
            "SELECT 1 FROM photo WHERE picture_id = 'x'"
                + " UNION ALL SELECT 1 FROM ad_image WHERE picture_id = 'x' LIMIT 1");
    try (Stream<String> all = queries.stream()) {
      all.forEach(query ->
          assertThat(plan(connections, query))
              .as(query)
              .noneMatch(step -> step.startsWith("SCAN") && !step.contains("INDEX"))
              .noneMatch(step -> step.contains("Seq Scan")));
    } finally {
      connections.close();
    }
  }

  /** A page of the log costs what the page does, not what lies between its records. */
  @Test
  void findsRecordsOfTheLogByTheIndexOfWhatIsAskedFor() {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    SqlCatalog.open(configuration, Samples.CLOCK).close();
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    String ofDays = "recorded_at >= 1 AND recorded_at < 2";
    Map<String, String> indexes =
        Map.of(
            "case_reference = 'c'",
            "audit_record_by_case",
            "key_id = 'k'",
            "audit_record_by_key",
            "action = 'VIEW_ADS'",
            "audit_record_by_action",
            ofDays
                + " AND record_number BETWEEN (SELECT MIN(record_number) FROM audit_record WHERE "
                + ofDays
                + ") AND (SELECT MAX(record_number) FROM audit_record WHERE "
                + ofDays
                + ")",
            "audit_record_by_time");
    if (database == TestDatabase.POSTGRESQL) {
      // It chooses by what is in the tables, so that only the indexes themselves can be asked for.
      List<String> there =
          connections
              .reader()
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "SELECT indexname FROM pg_indexes WHERE tablename = 'audit_record'")
                      .mapTo(String.class)
                      .list());
      assertThat(there).containsAll(indexes.values());
      connections.close();
      return;
    }
    indexes.forEach((condition, index) ->
        assertThat(
                plan(
                    connections,
                    "SELECT * FROM audit_record WHERE "
                        + condition
                        + " AND record_number < 9 ORDER BY record_number DESC LIMIT 9"))
            .as(condition)
            .anyMatch(step -> step.contains(index))
            .noneMatch(step -> step.contains("TEMP B-TREE")));
    connections.close();
  }

  private List<String> plan(DatabaseConnections connections, String query) {
    return switch (database) {
      case SQLITE ->
          connections
              .reader()
              .withHandle(handle ->
                  handle
                      .createQuery("EXPLAIN QUERY PLAN " + query)
                      .map((row, _) -> row.getString("detail"))
                      .list());
      case POSTGRESQL ->
          connections
              .reader()
              .inTransaction(handle -> {
                // Empty tables are read whole whatever indexes they have.
                handle.execute("SET LOCAL enable_seqscan = off");
                return handle.createQuery("EXPLAIN " + query).mapTo(String.class).list();
              });
    };
  }
}
