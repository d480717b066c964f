package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Database;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.paging.Page;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SightingsTest {
  private static final Set<Ad.Detail> ALL = Set.of(Ad.Detail.values());
  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T10:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

  private final TestDatabase database;
  @TempDir Path folder;

  SightingsTest(TestDatabase database) {
    this.database = database;
  }

  private Catalog open(CatalogConfiguration configuration) {
    return SqlCatalog.open(configuration, Samples.CLOCK);
  }

  private Catalog open() {
    return open(Samples.configuration(database, folder));
  }

  private static Ad ad(String text, String... prices) {
    return new Ad(
        Ad.idOf("site.example", "1"),
        "site.example",
        "1",
        Optional.of(Instant.parse("2026-02-28T20:00:00Z")),
        "title",
        text,
        Optional.empty(),
        Optional.of("DE"),
        Optional.of("Frankfurt"),
        Set.of(),
        Optional.of("https://www.site.example/ads/1?x=2#top"),
        Optional.of("2026-02-28T22:00+02:00"),
        List.of(prices).stream().map(AdPrice::of).toList());
  }

  private static Seen seen(Instant moment) {
    return new Seen(
            Optional.of(moment),
            Optional.of(moment + " as written"),
            false,
            Optional.empty(),
            Optional.empty())
        .by("run", "line 7");
  }

  private static PutOutcome put(Catalog catalog, Ad ad, Seen seen) {
    return catalog.write(writer -> writer.putAd(ad, ALL, seen));
  }

  private static List<AdSighting> sightings(Catalog catalog) {
    return catalog.ads().sightingsOf(ad("").adId(), Optional.empty(), Page.MAX_LIMIT).items();
  }

  @Test
  void theSameAdSeenAgainIsOneAdWithTwoSightingsAndItsLatestText() {
    try (Catalog catalog = open()) {
      assertThat(put(catalog, ad("first", "50 €"), seen(MARCH))).isEqualTo(PutOutcome.ADDED);
      assertThat(put(catalog, ad("first", "50 €"), seen(MARCH))).isEqualTo(PutOutcome.UNCHANGED);
      assertThat(put(catalog, ad("second", "60 €"), seen(APRIL))).isEqualTo(PutOutcome.CHANGED);
      assertThat(put(catalog, ad("second", "60 €"), seen(MAY)))
          .as("the same words at another time")
          .isEqualTo(PutOutcome.CHANGED);

      assertThat(catalog.counts().ads()).isEqualTo(1);
      assertThat(catalog.ads().find(ad("").adId())).contains(ad("second", "60 €"));
      assertThat(sightings(catalog))
          .containsExactly(
              sighting(MARCH, "first", "50 €"),
              sighting(APRIL, "second", "60 €"),
              sighting(MAY, "second", "60 €"));
    }
  }

  private static AdSighting sighting(Instant moment, String text, String price) {
    Optional<String> title = Optional.of("title");
    return new AdSighting(
        ad("").adId(),
        AdSighting.idOf(Optional.of(moment), false, title, Optional.of(text)),
        Optional.of(moment),
        Optional.of(moment + " as written"),
        Samples.CLOCK.instant(),
        Optional.of("run"),
        Optional.of("line 7"),
        Optional.of("https://www.site.example/ads/1?x=2#top"),
        false,
        Optional.of("Frankfurt"),
        List.of(AdPrice.of(price)),
        title,
        Optional.of(text));
  }

  @Test
  void anOlderSightingThatComesInLaterOnlyFillsInWhatIsNotKnown() {
    try (Catalog catalog = open()) {
      put(catalog, ad("newer"), seen(MAY));
      put(catalog, ad("older", "50 €"), seen(MARCH));

      Ad known = catalog.ads().find(ad("").adId()).orElseThrow();
      assertThat(known.text()).isEqualTo("newer");
      assertThat(known.prices()).containsExactly(AdPrice.of("50 €"));
      assertThat(sightings(catalog))
          .extracting(AdSighting::text)
          .containsExactly(Optional.of("older"), Optional.of("newer"));
    }
  }

  @Test
  void anAdThatIsGoneFromItsSiteStaysAndItsBeingGoneIsKept() {
    Seen gone =
        new Seen(Optional.of(MAY), Optional.empty(), true, Optional.empty(), Optional.empty());
    try (Catalog catalog = open()) {
      assertThat(put(catalog, ad(""), gone)).isEqualTo(PutOutcome.UNCHANGED);
      assertThat(catalog.counts().ads()).as("what nobody has seen is not known").isZero();

      put(catalog, ad("text"), seen(MARCH));
      assertThat(put(catalog, ad(""), gone)).isEqualTo(PutOutcome.CHANGED);

      assertThat(catalog.ads().find(ad("").adId()).orElseThrow().text()).isEqualTo("text");
      assertThat(catalog.ads().withUrl("http://site.example/ads/1?x=2"))
          .extracting(Ad::text)
          .containsExactly("text");
      assertThat(catalog.ads().withUrl("http://site.example/ads/1?x=3")).isEmpty();
      assertThat(sightings(catalog)).extracting(AdSighting::isGone).containsExactly(false, true);
      assertThat(sightings(catalog).getLast().text()).isEmpty();

      put(catalog, ad("back"), seen(APRIL));
      assertThat(catalog.ads().find(ad("").adId()).orElseThrow().text())
          .as("that it is gone later makes no text older")
          .isEqualTo("back");
    }
  }

  @Test
  void sightingsComePageByPageAndGoWithTheirAd() {
    try (Catalog catalog = open()) {
      for (int i = 0; i < 5; i++) {
        put(catalog, ad("text " + i), seen(MARCH.plusSeconds(i)));
      }
      put(catalog, ad("no moment"), Seen.AT_SOME_TIME);
      assertThat(put(catalog, ad("no moment"), Seen.AT_SOME_TIME)).isEqualTo(PutOutcome.UNCHANGED);

      String id = ad("").adId();
      Page<AdSighting> first = catalog.ads().sightingsOf(id, Optional.empty(), 4);
      Page<AdSighting> second = catalog.ads().sightingsOf(id, first.next(), 4);
      assertThat(first.items())
          .extracting(sighting -> sighting.text().orElse(""))
          .containsExactly("text 0", "text 1", "text 2", "text 3");
      assertThat(second.items())
          .extracting(sighting -> sighting.text().orElse(""))
          .containsExactly("text 4", "no moment");
      assertThat(second.next()).isEmpty();
      assertThat(second.items().getLast().moment())
          .as("when it was brought in")
          .isEqualTo(Samples.CLOCK.instant());

      assertThat(catalog.<Deletion>write(writer -> writer.deleteAd(id)))
          .isInstanceOf(Deletion.Deleted.class);
      assertThat(sightings(catalog)).isEmpty();
      assertThat(put(catalog, ad("again"), seen(MAY))).isEqualTo(PutOutcome.WITHHELD);
      assertThat(sightings(catalog)).isEmpty();
    }
  }

  @Test
  void aSourceThatSaysNothingOfAnAdIsNoSighting() {
    try (Catalog catalog = open()) {
      PutOutcome outcome =
          catalog.write(
              writer -> writer.putAd(ad("x"), Set.of(Ad.Detail.COUNTRY), Seen.AT_SOME_TIME));

      assertThat(outcome).isEqualTo(PutOutcome.ADDED);
      assertThat(sightings(catalog)).isEmpty();
    }
  }

  @Test
  void aCatalogOfTheVersionBeforeKeepsItsAdsAndTheirTextsAsFirstSightings() {
    CatalogConfiguration configuration = Samples.configuration(database, folder);
    Jdbi old =
        switch (configuration.database()) {
          case Database.Sqlite sqlite -> Jdbi.create("jdbc:sqlite:" + sqlite.file());
          case Database.PostgreSql server ->
              Jdbi.create(server.url(), server.user(), server.password());
        };
    migrate(configuration.database(), "12");
    old.useHandle(handle -> {
      handle.execute(
          "INSERT INTO import_run (run_id, kind, source_fingerprint, started, finished, added, changed,"
              + " unchanged, withheld, refused) VALUES ('r', 'ADS', 'f', 5, 1700000000000, 1, 0, 0, 0, 0)");
      handle.execute(
          "INSERT INTO ad (ad_id, site, site_ad_id, posted, title, body, country, city)"
              + " VALUES (?, 'site.example', '1', 1600000000000, 'old title', 'old text', 'DE', 'Frankfurt')",
          ad("").adId());
      handle.execute(
          "INSERT INTO ad_selector (kind, selector_value, ad_id) VALUES ('HANDLE', 'h', ?)",
          ad("").adId());
    });

    try (Catalog catalog = open(configuration)) {
      Ad known = catalog.ads().find(ad("").adId()).orElseThrow();
      assertThat(known.text()).isEqualTo("old text");
      assertThat(known.prices()).isEmpty();
      assertThat(known.selectors()).hasSize(1);
      ImportRun run = catalog.imports().find("r").orElseThrow();
      assertThat(run.dealtWith()).isZero();
      assertThat(run.sourceState()).isEmpty();
      assertThat(sightings(catalog))
          .singleElement()
          .satisfies(sighting -> {
            assertThat(sighting.text()).contains("old text");
            assertThat(sighting.title()).contains("old title");
            assertThat(sighting.seen()).isEmpty();
            assertThat(sighting.recorded()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
            assertThat(sighting.placeWritten()).contains("Frankfurt");
          });

      assertThat(put(catalog, ad("new text"), seen(MARCH))).isEqualTo(PutOutcome.CHANGED);
      assertThat(sightings(catalog))
          .extracting(sighting -> sighting.text().orElse(""))
          .containsExactly("old text", "new text");
    }
  }

  private static void migrate(Database database, String version) {
    boolean isSqlite = database instanceof Database.Sqlite;
    var configuration =
        Flyway.configure(SightingsTest.class.getClassLoader())
            .locations(
                (isSqlite ? SqlCatalog.SCHEMA.onSqlite() : SqlCatalog.SCHEMA.onPostgreSql())
                    .stream().map("classpath:"::concat).toArray(String[]::new))
            .javaMigrations(DerivedRowsMigration.all().toArray(JavaMigration[]::new))
            .placeholders(java.util.Map.of("text", isSqlite ? "TEXT" : "TEXT COLLATE \"C\""))
            .table("schema_version")
            .target(version);
    switch (database) {
      case Database.Sqlite sqlite ->
          configuration.dataSource("jdbc:sqlite:" + sqlite.file(), null, null);
      case Database.PostgreSql server ->
          configuration.dataSource(server.url(), server.user(), server.password());
    }
    configuration.load().migrate();
  }

  @Test
  void theNewestRunOfASourceSaysHowFarItCame() {
    try (Catalog catalog = open()) {
      ImportRun stopped =
          ImportRun.begin("r1", ImportRun.Kind.ADS, "source", MARCH, "state", 0).withDealtWith(500);
      catalog.write(writer -> {
        writer.putImportRun(stopped.withDealtWith(0));
        writer.putImportRun(stopped);
        writer.putImportRun(ImportRun.begin("r2", ImportRun.Kind.ADS, "other", APRIL));
        writer.putImportRun(ImportRun.begin("r3", ImportRun.Kind.HOTELS, "source", APRIL));
        return true;
      });

      assertThat(catalog.imports().latestOf(ImportRun.Kind.ADS, "source")).contains(stopped);
      assertThat(catalog.imports().latestOf(ImportRun.Kind.PHOTOS, "source")).isEmpty();
    }
  }
}
