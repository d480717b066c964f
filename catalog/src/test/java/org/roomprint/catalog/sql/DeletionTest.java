package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.SweepReport;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.PictureId;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeletionTest {
  private final TestDatabase database;
  @TempDir Path folder;
  private CatalogConfiguration configuration;
  private Catalog catalog;

  DeletionTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    configuration = Samples.configuration(database, folder);
    catalog = SqlCatalog.open(configuration, Samples.CLOCK);
    catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
    catalog.write(writer -> writer.putHotel(Samples.hotel("i")));
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Test
  void removesThePictureAndItsThumbnailsWithTheLastPhotoThatUsesThem() {
    Photo ofOne = put("h", "a");
    Photo ofAnother = put("i", "a");
    PictureId picture = ofOne.picture().id();
    catalog.thumbnails().put(picture, 160, new byte[] {1});

    catalog.write(writer -> writer.deletePhoto(ofOne.photoId()));
    assertThat(catalog.pictures().contains(picture)).isTrue();
    assertThat(catalog.thumbnails().read(picture, 160)).isPresent();

    catalog.write(writer -> writer.deletePhoto(ofAnother.photoId()));
    assertThat(catalog.pictures().contains(picture)).isFalse();
    assertThat(catalog.thumbnails().read(picture, 160)).isEmpty();
    assertThat(catalog.counts().photos()).isZero();
  }

  @Test
  void keepsAPictureThatAnAdUsesToo() {
    Photo photo = put("h", "a");
    Ad ad = Samples.ad("1");
    catalog.write(writer -> writer.putAd(ad));
    AdImage image = Samples.adImage(catalog, ad.adId(), 0, "a");
    catalog.write(writer -> writer.putAdImage(image));

    catalog.write(writer -> writer.deletePhoto(photo.photoId()));
    assertThat(catalog.pictures().contains(photo.picture().id())).isTrue();

    catalog.write(writer -> writer.deleteAd(ad.adId()));
    assertThat(catalog.pictures().contains(photo.picture().id())).isFalse();
    assertThat(catalog.ads().find(ad.adId())).isEmpty();
    assertThat(catalog.ads().findImage(image.imageId())).isEmpty();
  }

  @Test
  void removesTheOldPictureOfAPhotoThatGetsANewOne() {
    Photo photo = put("h", "a");
    Photo redone =
        new Photo(
            photo.photoId(),
            photo.hotelId(),
            photo.room(),
            photo.view(),
            photo.source(),
            photo.externalId(),
            photo.taken(),
            photo.original(),
            Samples.picture(catalog.pictures().put(Samples.content("redone"))),
            photo.facts());

    assertThat(catalog.<PutOutcome>write(writer -> writer.putPhoto(redone)))
        .isEqualTo(PutOutcome.CHANGED);

    assertThat(catalog.pictures().contains(photo.picture().id())).isFalse();
    assertThat(catalog.pictures().contains(redone.picture().id())).isTrue();
  }

  @Test
  void deletesAHotelWithItsPhotos() {
    put("h", "a");
    put("h", "b");
    Photo other = put("i", "c");

    assertThat(catalog.<Deletion>write(writer -> writer.deleteHotel("h")))
        .isEqualTo(new Deletion.Deleted(2));

    assertThat(catalog.hotels().find("h")).isEmpty();
    assertThat(catalog.photos().find(other.photoId())).isPresent();
    assertThat(catalog.counts().photos()).isEqualTo(1);
    assertThat(catalog.<Deletion>write(writer -> writer.deleteHotel("h")))
        .isEqualTo(new Deletion.NotFound());
    assertThat(catalog.<Deletion>write(writer -> writer.deletePhoto("h")))
        .isEqualTo(new Deletion.NotFound());
  }

  @Test
  void doesNotBringBackWhatWasDeletedUntilItIsReinstated() {
    Photo alone = put("h", "alone");
    Photo withHotel = put("h", "a");
    Photo neverSeen = Samples.photo(catalog, "h", "b");
    catalog.write(writer -> writer.deletePhoto(alone.photoId()));
    catalog.write(writer -> writer.deleteHotel("h"));
    Samples.photo(catalog, "h", "a");
    Samples.photo(catalog, "h", "alone");

    assertThat(catalog.<PutOutcome>write(writer -> writer.putHotel(Samples.hotel("h"))))
        .isEqualTo(PutOutcome.WITHHELD);
    assertThat(outcomes(alone, withHotel, neverSeen)).containsOnly(PutOutcome.WITHHELD);
    assertThat(
            catalog
                .photos()
                .deletedAmong(
                    List.of(alone.photoId(), withHotel.photoId(), neverSeen.photoId(), "x")))
        .isEqualTo(Set.of(alone.photoId(), withHotel.photoId()));

    assertThat(catalog.<Boolean>write(writer -> writer.reinstateHotel("h"))).isTrue();
    assertThat(catalog.<PutOutcome>write(writer -> writer.putHotel(Samples.hotel("h"))))
        .isEqualTo(PutOutcome.ADDED);
    assertThat(outcomes(alone, withHotel, neverSeen))
        .containsExactly(PutOutcome.WITHHELD, PutOutcome.ADDED, PutOutcome.ADDED);

    assertThat(catalog.<Boolean>write(writer -> writer.reinstatePhoto(alone.photoId()))).isTrue();
    assertThat(catalog.<Boolean>write(writer -> writer.reinstatePhoto(alone.photoId()))).isFalse();
    assertThat(outcomes(alone)).containsExactly(PutOutcome.ADDED);
  }

  @Test
  void finishesARemovalThatACrashInterrupted() throws Exception {
    Photo photo = put("h", "a");
    // The state between the two transactions of a deletion: the row is gone, its picture only
    // noted.
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    connections
        .writer()
        .useTransaction(handle -> {
          handle.execute("DELETE FROM photo WHERE photo_id = ?", photo.photoId());
          handle.execute(
              "INSERT INTO picture_removal (picture_id) VALUES (?)", photo.picture().id().hex());
        });
    connections.close();
    assertThat(catalog.pictures().contains(photo.picture().id())).isTrue();

    try (Catalog again = SqlCatalog.open(configuration, Samples.CLOCK)) {
      assertThat(again.pictures().contains(photo.picture().id())).isFalse();
    }
  }

  @Test
  void sweepsPicturesThatNoRecordNamesOnceTheyAreOldEnough() {
    Photo photo = put("h", "a");
    PictureId orphan = catalog.pictures().put(Samples.content("orphan"));
    Instant now = Instant.now();

    try (Catalog today = SqlCatalog.open(configuration, InstantSource.fixed(now))) {
      assertThat(today.sweep(Duration.ofDays(1))).isEqualTo(new SweepReport(0, 0));
      assertThat(catalog.pictures().contains(orphan)).isTrue();
    }
    try (Catalog later =
        SqlCatalog.open(configuration, InstantSource.fixed(now.plus(Duration.ofDays(2))))) {
      assertThat(later.sweep(Duration.ofDays(1))).isEqualTo(new SweepReport(0, 1));
    }
    assertThat(catalog.pictures().contains(orphan)).isFalse();
    assertThat(catalog.pictures().contains(photo.picture().id())).isTrue();
  }

  private List<PutOutcome> outcomes(Photo... photos) {
    return catalog.write(writer -> List.of(photos).stream().map(writer::putPhoto).toList());
  }

  private Photo put(String hotelId, String seed) {
    Photo photo = Samples.photo(catalog, hotelId, seed);
    catalog.write(writer -> writer.putPhoto(photo));
    return photo;
  }
}
