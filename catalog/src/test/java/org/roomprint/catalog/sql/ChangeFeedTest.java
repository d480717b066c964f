package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Place;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureKind;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChangeFeedTest {
  private final TestDatabase database;
  @TempDir Path folder;
  private Catalog catalog;

  ChangeFeedTest(TestDatabase database) {
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
  void tellsOfEveryPictureFromTheBeginningInOrder() {
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    Photo a = put("h", "a");
    Photo b = put("h", "b");

    assertThat(catalog.changes().changesSince(0, 10))
        .containsExactly(
            new CatalogChange.PhotoPut(1, a, Samples.hotel("h")),
            new CatalogChange.PhotoPut(2, b, Samples.hotel("h")));
    assertThat(catalog.changes().changesSince(1, 10)).hasSize(1);
    assertThat(catalog.changes().changesSince(2, 10)).isEmpty();
    assertThat(catalog.changes().changesSince(0, 1)).hasSize(1);
    assertThat(catalog.changes().pendingSince(1)).isEqualTo(1);
  }

  @Test
  void tellsOnlyTheLastChangeOfAPicture() {
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    Photo a = put("h", "a");
    put("h", "b");
    catalog.write(writer -> writer.putPhoto(a.withRoom("1")));

    List<CatalogChange> changes = catalog.changes().changesSince(0, 10);

    assertThat(changes).hasSize(2);
    assertThat(changes.getLast())
        .isEqualTo(new CatalogChange.PhotoPut(3, a.withRoom("1"), Samples.hotel("h")));
  }

  @Test
  void tellsOfDeletions() {
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    Photo a = put("h", "a");
    assertThat(catalog.<Deletion>write(writer -> writer.deletePhoto(a.photoId())))
        .isEqualTo(new Deletion.Deleted(1));

    assertThat(catalog.changes().changesSince(0, 10))
        .containsExactly(new CatalogChange.PictureDeleted(2, PictureKind.PHOTO, a.photoId()));
  }

  @Test
  void tellsWhatIsToBePurgedAtOnce() {
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    Photo a = put("h", "a");
    assertThat(catalog.changes().purgeSequence()).isZero();

    catalog.write(writer -> {
      writer.purgeIndex();
      return writer.deletePhoto(a.photoId());
    });
    put("h", "b");

    assertThat(catalog.changes().purgeSequence()).isEqualTo(2);
  }

  @Test
  void tellsOfPhotosAgainWhenTheirHotelMovesOrChangesChainOrCountryOnly() {
    Hotel hotel = Samples.hotel("h");
    catalog.write(writer -> writer.putHotel(hotel));
    catalog.write(writer -> writer.putHotel(Samples.hotel("other")));
    put("h", "a");
    put("h", "b");
    put("other", "c");
    long reached = catalog.changes().latestSequence();

    catalog.write(writer -> writer.putHotel(Hotel.of("h", "Another Name", "test")));
    assertThat(catalog.changes().changesSince(reached, 10)).isEmpty();

    Optional<String> none = Optional.empty();
    for (Hotel changed :
        List.of(
            Samples.hotel("h", none, Optional.of(new Place(1, 2)), none),
            Samples.hotel("h", none, Optional.empty(), Optional.of("DE")),
            Samples.hotel("h", Optional.of("c"), Optional.empty(), Optional.of("DE")))) {
      catalog.write(writer -> {
        writer.putChain(new Chain("c", "Chain"));
        return writer.putHotel(changed);
      });
      List<CatalogChange> changes = catalog.changes().changesSince(reached, 10);
      assertThat(changes).hasSize(2);
      assertThat(changes)
          .allSatisfy(
              change -> assertThat(((CatalogChange.PhotoPut) change).hotel()).isEqualTo(changed));
      reached = catalog.changes().latestSequence();
    }
  }

  @Test
  void tellsOfAdImagesWithTheirAds() {
    Ad ad = Samples.ad("1");
    catalog.write(writer -> writer.putAd(ad));
    AdImage image = Samples.adImage(catalog, ad.adId(), 0, "a");
    catalog.write(writer -> writer.putAdImage(image));

    assertThat(catalog.changes().changesSince(0, 10))
        .containsExactly(new CatalogChange.AdImagePut(1, image, ad));

    catalog.write(writer -> writer.deleteAd(ad.adId()));
    assertThat(catalog.changes().changesSince(1, 10))
        .containsExactly(
            new CatalogChange.PictureDeleted(2, PictureKind.AD_IMAGE, image.imageId()));
  }

  @Test
  void givesNoNumbersToWhatDidNotChange() {
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    Photo a = put("h", "a");
    long before = catalog.changes().latestSequence();

    assertThat(catalog.<PutOutcome>write(writer -> writer.putPhoto(a)))
        .isEqualTo(PutOutcome.UNCHANGED);

    assertThat(catalog.changes().latestSequence()).isEqualTo(before);
  }

  @Test
  void whoFollowsItInSmallStepsEndsWithTheSameAsTheCatalog() {
    long seed = 20_260_304;
    Random random = new Random(seed);
    Map<String, CatalogChange> derived = new HashMap<>();
    long reached = 0;
    for (int step = 0; step < 120; step++) {
      String hotel = "h" + random.nextInt(5);
      String picture = "p" + random.nextInt(30);
      switch (random.nextInt(5)) {
        case 0 ->
            catalog.write(writer ->
                writer.putHotel(
                    Samples.hotel(
                        hotel,
                        Optional.empty(),
                        Optional.of(new Place(random.nextInt(80), 0)),
                        Optional.empty())));
        case 1 -> catalog.write(writer -> writer.deleteHotel(hotel));
        case 2 -> catalog.write(writer -> writer.reinstateHotel(hotel));
        case 3 -> {
          if (catalog.hotels().find(hotel).isPresent()) {
            put(hotel, picture);
          }
        }
        default -> {
          for (CatalogChange change : catalog.changes().changesSince(reached, 3)) {
            derived.put(change.pictureId(), change);
            assertThat(change.sequence()).as("seed %d", seed).isGreaterThan(reached);
            reached = change.sequence();
          }
        }
      }
    }
    List<CatalogChange> rest = catalog.changes().changesSince(reached, 3);
    while (!rest.isEmpty()) {
      rest.forEach(change -> derived.put(change.pictureId(), change));
      reached = rest.getLast().sequence();
      rest = catalog.changes().changesSince(reached, 3);
    }

    List<CatalogChange> fresh = catalog.changes().changesSince(0, 1_000);
    assertThat(new ArrayList<>(derived.values()))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(fresh);
    assertThat(fresh.stream().filter(CatalogChange.PhotoPut.class::isInstance).count())
        .isEqualTo(catalog.counts().photos());
    assertThat(reached).isEqualTo(catalog.changes().latestSequence());
  }

  private Photo put(String hotelId, String seed) {
    Photo photo = Samples.photo(catalog, hotelId, seed);
    catalog.write(writer -> writer.putPhoto(photo));
    return photo;
  }
}
