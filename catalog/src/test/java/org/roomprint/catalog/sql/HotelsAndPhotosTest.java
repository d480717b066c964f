package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Place;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogCounts;
import org.roomprint.catalog.files.MissingPictureException;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class HotelsAndPhotosTest {
  private final TestDatabase database;
  @TempDir Path folder;
  private Catalog catalog;

  HotelsAndPhotosTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(Samples.configuration(database, folder), Samples.CLOCK);
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Test
  void keepsEveryComponentOfAHotel() {
    Hotel hotel =
        new Hotel(
            "17",
            "Café \"Zum Löwen\", 東京; DROP TABLE hotel",
            Optional.of("0"),
            Optional.of(new Place(-12.125, 179.5)),
            Optional.of("JP"),
            Optional.of("Tōkyō"),
            Optional.of("1-2-3 O'Street"),
            "hotels-50k");

    catalog.write(writer -> {
      writer.putChain(new Chain("0", "Chain, Inc."));
      return writer.putHotel(hotel);
    });

    assertThat(catalog.hotels().find("17")).contains(hotel);
    assertThat(catalog.hotels().listChains(Optional.empty(), 10).items())
        .containsExactly(new Chain("0", "Chain, Inc."));
    assertThat(catalog.hotels().find("18")).isEmpty();
  }

  @Test
  void keepsEveryComponentOfAPhoto() {
    KeptPicture picture =
        new KeptPicture(
            catalog.pictures().put(Samples.content("a")), "image/webp", 31, 47, 5_000_000_000L);
    Photo photo =
        new Photo(
            Photo.idOf("h", Samples.original("a").contentHash()),
            "h",
            Optional.of("Room 1"),
            Optional.of("bathroom"),
            "traffickcam",
            Optional.of("4711"),
            Optional.of(LocalDate.of(2019, 12, 31)),
            Samples.original("a"),
            picture,
            Map.of("camera-make", "Ånon \"7\""));

    put(Samples.hotel("h"));
    put(photo);

    assertThat(catalog.photos().find(photo.photoId())).contains(photo);
    assertThat(catalog.photos().meantBy("4711")).contains(photo);
    assertThat(catalog.photos().withOriginalHash(photo.original().contentHash()))
        .containsExactly(photo);
    assertThat(catalog.photos().withOriginalHash(photo.original().md5().orElseThrow()))
        .containsExactly(photo);
    assertThat(catalog.photos().withOriginalHash(photo.original().sha1().orElseThrow()))
        .containsExactly(photo);
  }

  @Test
  void puttingTheSameAgainChangesNothing() {
    assertThat(put(Samples.hotel("h"))).isEqualTo(PutOutcome.ADDED);
    Photo photo = Samples.photo(catalog, "h", "a");
    assertThat(put(photo)).isEqualTo(PutOutcome.ADDED);
    CatalogCounts before = catalog.counts();

    assertThat(put(Samples.hotel("h"))).isEqualTo(PutOutcome.UNCHANGED);
    assertThat(put(Samples.photo(catalog, "h", "a"))).isEqualTo(PutOutcome.UNCHANGED);

    assertThat(catalog.counts()).isEqualTo(before);
    assertThat(before).isEqualTo(new CatalogCounts(0, 1, 1, 1, 0, 0, 1));
  }

  @Test
  void changesWhatIsPutWithOtherValues() {
    Hotel inFrance = Samples.hotel("h", Optional.empty(), Optional.empty(), Optional.of("FR"));
    put(Samples.hotel("h"));
    Photo photo = Samples.photo(catalog, "h", "a");
    put(photo);

    assertThat(put(photo.withRoom("12"))).isEqualTo(PutOutcome.CHANGED);
    assertThat(put(inFrance)).isEqualTo(PutOutcome.CHANGED);

    assertThat(catalog.photos().find(photo.photoId())).contains(photo.withRoom("12"));
    assertThat(catalog.hotels().find("h")).contains(inFrance);
  }

  @Test
  void refusesAPhotoOfAnUnknownHotelAndAHotelOfAnUnknownChain() {
    Photo photo = Samples.photo(catalog, "nowhere", "a");

    assertThatThrownBy(() -> put(photo))
        .isInstanceOf(UnknownReferenceException.class)
        .hasMessageContaining("hotel nowhere");
    Hotel ofNoChain = Samples.hotel("h", Optional.of("9"), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> put(ofNoChain))
        .isInstanceOf(UnknownReferenceException.class)
        .hasMessageContaining("chain 9");
  }

  @Test
  void refusesAPhotoWhosePictureIsNotInTheStore() {
    put(Samples.hotel("h"));
    Photo photo = Samples.photo(catalog, "h", "a");
    catalog.pictures().delete(photo.picture().id());

    assertThatThrownBy(() -> put(photo)).isInstanceOf(MissingPictureException.class);
    assertThat(catalog.photos().find(photo.photoId())).isEmpty();
  }

  @Test
  void keepsNothingOfATransactionThatThrows() {
    put(Samples.hotel("h"));
    long before = catalog.changes().latestSequence();

    assertThatThrownBy(() ->
            catalog.write(writer -> {
              writer.putHotel(Samples.hotel("i"));
              writer.putPhoto(Samples.photo(catalog, "h", "a"));
              throw new IllegalArgumentException("stop");
            }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stop");

    assertThat(catalog.hotels().find("i")).isEmpty();
    assertThat(catalog.counts().photos()).isZero();
    assertThat(catalog.changes().latestSequence()).isEqualTo(before);
  }

  @Test
  void refusesToWriteWithinAWriteOrAfterIt() {
    assertThatThrownBy(() -> catalog.write(_ -> put(Samples.hotel("h"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within another");
    var escaped = catalog.write(writer -> writer);
    assertThatThrownBy(() -> escaped.putHotel(Samples.hotel("h")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void listsHotelsPageByPageEachOnce() {
    catalog.write(writer -> {
      for (int i = 0; i < 25; i++) {
        writer.putHotel(Samples.hotel("h" + (char) ('z' - i)));
      }
      return true;
    });

    List<String> seen = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Hotel> page = catalog.hotels().list(after, 7);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(7);
      page.items().forEach(hotel -> seen.add(hotel.hotelId()));
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void findsHotelsByWordsOfTheirNamesHoweverTheyAreWritten() {
    put(Hotel.of("1", "Grand Hôtel de l'Étoile", "test"));
    put(Hotel.of("2", "Etoile-Palace", "test"));
    put(Hotel.of("3", "Grand Palace", "test"));
    put(Hotel.of("4", "東京ホテル", "test"));

    assertThat(namesFound("etoi")).containsExactly("2", "1");
    assertThat(namesFound("GRAND")).containsExactly("1", "3");
    assertThat(namesFound("pal gra")).containsExactly("3");
    assertThat(namesFound("letoile hotel")).containsExactly("1");
    assertThat(namesFound("東京")).containsExactly("4");
    assertThat(namesFound("an")).isEmpty();
    assertThatThrownBy(() -> namesFound(" - ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsAHotelByPartsOfItsWordsInEveryScript() {
    put(Hotel.of("1", "新東京ホテル", "test"));
    put(Hotel.of("2", "东方 酒店", "test"));
    put(Hotel.of("3", "Schlosshotel Grünwald", "test"));
    put(Hotel.of("4", "โรงแรมสยาม", "test"));
    put(Hotel.of("5", "그랜드호텔", "test"));
    put(Hotel.of("6", "Гостиница Подмосковье", "test"));

    assertThat(namesFound("東京")).containsExactly("1");
    assertThat(namesFound("ホテル")).containsExactly("1");
    assertThat(namesFound("ホ")).containsExactly("1");
    assertThat(namesFound("酒店")).containsExactly("2");
    assertThat(namesFound("东方酒店")).containsExactly("2");
    assertThat(namesFound("hotel wald")).containsExactly("3");
    assertThat(namesFound("สยาม")).containsExactly("4");
    assertThat(namesFound("호텔")).containsExactly("5");
    assertThat(namesFound("московье")).containsExactly("6");
    assertThat(namesFound("lo")).as("two letters ask for the beginning of a word").isEmpty();
    assertThat(namesFound("sch")).containsExactly("3");
  }

  @Test
  void keepsAndFindsANameOfOneVeryLongWord() {
    put(Hotel.of("1", "東".repeat(999) + "京", "test"));

    assertThat(namesFound("東京")).containsExactly("1");
    assertThat(namesFound("東".repeat(400))).containsExactly("1");
  }

  @Test
  void findsARenamedHotelByItsNewNameOnly() {
    put(Hotel.of("1", "Old Mill", "test"));
    put(Hotel.of("1", "New Inn", "test"));

    assertThat(namesFound("mill")).isEmpty();
    assertThat(namesFound("inn")).containsExactly("1");
  }

  @Test
  void pagesThroughANameSearch() {
    for (int i = 0; i < 9; i++) {
      put(Hotel.of("h" + i, "Inn " + (i % 2), "test"));
    }

    Page<Hotel> first = catalog.hotels().searchByName("inn", Optional.empty(), 5);
    Page<Hotel> second = catalog.hotels().searchByName("inn", first.next(), 5);

    assertThat(first.items().stream().map(Hotel::hotelId))
        .containsExactly("h0", "h2", "h4", "h6", "h8");
    assertThat(second.items().stream().map(Hotel::hotelId)).containsExactly("h1", "h3", "h5", "h7");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void listsThePhotosOfAHotelByRoom() {
    put(Samples.hotel("h"));
    put(Samples.hotel("i"));
    put(Samples.photo(catalog, "h", "a").withRoom("2"));
    put(Samples.photo(catalog, "h", "b").withRoom("1"));
    put(Samples.photo(catalog, "h", "c"));
    put(Samples.photo(catalog, "i", "d"));

    Page<Photo> first = catalog.photos().ofHotel("h", Optional.empty(), 2);
    Page<Photo> second = catalog.photos().ofHotel("h", first.next(), 2);

    assertThat(first.items().stream().map(Photo::room))
        .containsExactly(Optional.empty(), Optional.of("1"));
    assertThat(second.items().stream().map(Photo::room)).containsExactly(Optional.of("2"));
    assertThat(second.next()).isEmpty();
    assertThat(catalog.photos().countByHotel(List.of("h", "i", "j")))
        .isEqualTo(Map.of("h", 3L, "i", 1L));
  }

  @Test
  void refusesCursorsItDidNotHandOut() {
    Cursor ofAnotherList = Cursor.after("a", "b");

    assertThatThrownBy(() -> catalog.hotels().list(Optional.of(ofAnotherList), 10))
        .isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> new Cursor("'; DROP TABLE hotel"))
        .isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> catalog.hotels().list(Optional.of(new Cursor("AAAA")), 10))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void isStillThereWhenOpenedAgain() {
    catalog.close();
    var configuration = Samples.configuration(database, folder.resolve("again"));
    String id;
    try (Catalog first = SqlCatalog.open(configuration, Samples.CLOCK)) {
      id = first.catalogId();
      first.write(writer -> writer.putHotel(Samples.hotel("h")));
    }
    try (Catalog second = SqlCatalog.open(configuration, Samples.CLOCK)) {
      assertThat(second.catalogId()).isEqualTo(id);
      assertThat(second.hotels().find("h")).contains(Samples.hotel("h"));
    }
  }

  @Test
  void findsManyHotelsAndPhotosByTheirIdsAtOnce() {
    catalog.write(writer -> {
      for (int i = 0; i < 1_200; i++) {
        writer.putHotel(Samples.hotel("h" + i));
      }
      return true;
    });
    List<String> ids = new ArrayList<>(List.of("unknown"));
    for (int i = 0; i < 1_200; i++) {
      ids.add("h" + i);
    }

    assertThat(catalog.hotels().findAll(ids)).hasSize(1_200);
    assertThat(catalog.hotels().findAll(List.of())).isEmpty();
  }

  private PutOutcome put(Hotel hotel) {
    return catalog.write(writer -> writer.putHotel(hotel));
  }

  private PutOutcome put(Photo photo) {
    return catalog.write(writer -> writer.putPhoto(photo));
  }

  private List<String> namesFound(String words) {
    return catalog.hotels().searchByName(words, Optional.empty(), 10).items().stream()
        .map(Hotel::hotelId)
        .toList();
  }
}
