package org.roomprint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.base.Database;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;

class RecordsTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void derivesTheSameIdFromTheSamePartsOnly() {
    String id = Photo.idOf("h", HASH);

    assertThat(id).isEqualTo(Photo.idOf("h", HASH)).matches("[0-9a-f]{32}");
    assertThat(id)
        .isNotEqualTo(Photo.idOf("i", HASH))
        .isNotEqualTo(Photo.idOf("h", HASH.replace('0', '1')))
        .isNotEqualTo(AdImage.idOf("h", HASH));
    assertThat(Digests.derivedId("ab", "c")).isNotEqualTo(Digests.derivedId("a", "bc"));
    assertThatThrownBy(() -> Photo.idOf("h", "not a hash"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 lower-case hexadecimal digits");
  }

  /** Ids are kept in catalogs that exist, so they must come out the same in every later version. */
  @Test
  void derivesIdsAsEveryVersionBefore() {
    assertThat(Photo.idOf("h", HASH)).isEqualTo("979ee24ffc582c10021143eaf2a04c78");
    assertThat(Ad.idOf("site.example", "17")).isEqualTo("96b6a871a4f3f542f52e45226df9a35d");
    assertThat(AdImage.idOf("h", HASH)).isEqualTo("e706f41df25c8bd7cbe136b6ec92ed10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "é", "a\u0000"})
  void refusesIdsThatAreNotPrintableAscii(String id) {
    assertThatThrownBy(() -> Hotel.of(id, "Name", "test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A hotel id is 1 to 128 printable ASCII characters without spaces");
  }

  @Test
  void refusesPlacesThatAreNowhereOnEarth() {
    for (double bad : new double[] {Double.NaN, 200, -200, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Place(bad, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Place(0, bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Place(-90, 180)).isEqualTo(new Place(-90, 180));
  }

  private static Hotel inCountry(String country) {
    return new Hotel(
        "h",
        "Name",
        Optional.empty(),
        Optional.empty(),
        Optional.of(country),
        Optional.empty(),
        Optional.empty(),
        "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "FRA", "XX", ""})
  void refusesCountriesThatAreNoIsoCodes(String country) {
    assertThatThrownBy(() -> inCountry(country))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ISO 3166-1 alpha-2");
  }

  @Test
  void refusesTooManyFactsAndControlCharactersInThem() {
    OriginalFile original = new OriginalFile(HASH, Optional.empty(), Optional.empty(), 1);
    KeptPicture picture = new KeptPicture(new PictureId(HASH), "image/png", 1, 1, 1);
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "f" + i, i -> "v"));

    assertThatThrownBy(() -> new AdImage("i", "a", 0, original, picture, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 50");
    assertThatThrownBy(() -> new AdImage("i", "a", 0, original, picture, Map.of("f", "a\u0000")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AdImage("i", "a", -1, original, picture, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0");
  }

  @Test
  void letsAnAdHaveLinesButNotNulCharacters() {
    Ad ad = ad("two\nlines");

    assertThat(ad.text()).isEqualTo("two\nlines");
    assertThatThrownBy(() -> ad("a\u0000")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ad("x".repeat(Ad.MAX_TEXT_LENGTH + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100000");
  }

  private static Ad ad(String text) {
    return new Ad(
        "a",
        "site",
        "1",
        Optional.of(Instant.EPOCH),
        "",
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  @Test
  void readsBackTheKeyOfACursor() {
    Cursor cursor = Cursor.after("Żółw & co", "");

    assertThat(cursor.key(2)).containsExactly("Żółw & co", "");
    assertThat(new Cursor(cursor.token())).isEqualTo(cursor);
    assertThatThrownBy(() -> cursor.key(1)).isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> cursor.key(3)).isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> new Cursor("A").key(1)).isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void countsWhatBecameOfRecords() {
    ImportRun.Counts counts = ImportRun.Counts.NONE;
    for (PutOutcome outcome : PutOutcome.values()) {
      counts = counts.plus(outcome);
    }

    assertThat(counts.plusRefused()).isEqualTo(new ImportRun.Counts(1, 1, 1, 1, 1));
  }

  @Test
  void readsSettingsForSqliteOrPostgreSqlAndShowsNoPassword() {
    CatalogSettings local = CatalogSettings.inFolder(Path.of("data"));
    assertThat(local.configuration().database())
        .isEqualTo(new Database.Sqlite(Path.of("data", "catalog.sqlite")));

    CatalogSettings shared =
        new CatalogSettings(
            Path.of("data"),
            Optional.of("jdbc:postgresql://host/roomprint"),
            Optional.of("roomprint"),
            Optional.of("secret"),
            Optional.empty());
    assertThat(shared.configuration().database())
        .isEqualTo(
            new Database.PostgreSql("jdbc:postgresql://host/roomprint", "roomprint", "secret"));
    assertThat(shared.toString() + shared.configuration()).doesNotContain("secret");

    assertThatThrownBy(() ->
            new CatalogSettings(
                Path.of("data"),
                Optional.of("jdbc:postgresql://host/roomprint"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .hasMessageContaining("catalog.databaseUser");
    assertThatThrownBy(
            () -> new Database.PostgreSql("jdbc:postgresql://host/db?password=x", "user", ""))
        .hasMessageContaining("password");
    assertThatThrownBy(() -> new Database.PostgreSql("host", "user", ""))
        .hasMessageContaining("jdbc:postgresql:");
  }
}
