package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
  @TempDir Path folder;

  private List<SourceItem<PhotoRecord>> manifest(String... lines) {
    return Photos.fromManifest(SourceFiles.write(folder, "photos.csv", lines));
  }

  @Test
  void aFolderHoldsAFolderForEachHotelAndBelowItRooms() {
    SourceFiles.write(folder, "h1/a.jpg", "");
    SourceFiles.write(folder, "h1/room 12/b.PNG", "");
    SourceFiles.write(folder, "h2/wing/204/c.webp", "");
    SourceFiles.write(folder, "h2/notes.txt", "");
    SourceFiles.write(folder, "h2/.jpg", "");

    assertThat(SourceFiles.good(Photos.fromFolder(folder)))
        .extracting(PhotoRecord::hotelId, PhotoRecord::room)
        .containsExactlyInAnyOrder(
            tuple("h1", Optional.empty()),
            tuple("h1", Optional.of("room 12")),
            tuple("h2", Optional.of("wing/204")));
  }

  @Test
  void aPictureInNoHotelsFolderIsRefusedWithWhatToDo() {
    SourceFiles.write(folder, "stray.jpg", "");

    assertThat(SourceFiles.bad(Photos.fromFolder(folder)))
        .singleElement()
        .asString()
        .startsWith("stray.jpg NO_HOTEL:")
        .contains("folder named by its hotel id");
  }

  @Test
  void aPictureInAFormatThatIsNotReadIsRefusedAndNotPassedOver() {
    SourceFiles.write(folder, "h1/phone.HEIC", "");

    assertThat(SourceFiles.bad(Photos.fromFolder(folder)))
        .singleElement()
        .asString()
        .startsWith("h1/phone.HEIC UNKNOWN_FORMAT:")
        .contains("JPEG");
  }

  @Test
  void aManifestWithSemicolonsIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> manifest("file;hotel_id", "a.jpg;h1"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("separated by commas");
  }

  @Test
  void whatIsNoFolderIsRefused() {
    assertThatThrownBy(() -> Photos.fromFolder(folder.resolve("none")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void aManifestSaysRoomViewSourceIdAndDay() {
    List<PhotoRecord> photos =
        SourceFiles.good(
            manifest(
                "hotel_id,file,room,view,source,external_id,taken",
                "h1,a/b.jpg,204,bed,scouts,x-1,2024-02-29",
                "h1,c.jpg,,,,,2024-02"));

    assertThat(photos)
        .containsExactly(
            new PhotoRecord(
                folder.toAbsolutePath().normalize().resolve("a/b.jpg"),
                "h1",
                Optional.of("204"),
                Optional.of("bed"),
                "scouts",
                Optional.of("x-1"),
                Optional.of(LocalDate.of(2024, 2, 29))),
            new PhotoRecord(
                folder.toAbsolutePath().normalize().resolve("c.jpg"),
                "h1",
                Optional.empty(),
                Optional.empty(),
                "import",
                Optional.empty(),
                Optional.of(LocalDate.of(2024, 2, 1))));
  }

  @Test
  void linesOfAManifestThatCannotBeTakenAreRefusedWithTheirReason() {
    List<SourceItem<PhotoRecord>> items =
        manifest(
            "file,hotel_id,taken",
            "../outside.jpg,h1,",
            "/etc/hostname,h1,",
            "a/../../outside.jpg,h1,",
            "a.jpg,,",
            "a.jpg,h1,29.2.2024",
            "a/../inside.jpg,h1,");

    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad ->
                assertThat(bad)
                    .isEqualTo(
                        "line 2 OUTSIDE_FOLDER: The file's path leads out of the folder of its"
                            + " list"),
            bad -> assertThat(bad).startsWith("line 3 OUTSIDE_FOLDER:"),
            bad -> assertThat(bad).startsWith("line 4 OUTSIDE_FOLDER:"),
            bad -> assertThat(bad).isEqualTo("line 5 MISSING_VALUE: Column 'hotel_id' is empty"),
            bad ->
                assertThat(bad)
                    .startsWith("line 6 INVALID_VALUE: 'taken' is a day such as 2025-03-01"));
    assertThat(SourceFiles.good(items))
        .singleElement()
        .satisfies(photo -> assertThat(photo.file()).hasFileName("inside.jpg"));
  }

  @Test
  void aManifestWithoutAColumnIsRefusedByName() {
    assertThatThrownBy(() -> manifest("file,hotel", "a.jpg,h1"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no column 'hotel_id'");
  }

  @Test
  void aListOfHotels50kIsReadInBothSpellingsOfItsSources() {
    Path images = folder.resolve("images");
    SourceFiles.write(
        folder,
        "hotel_info.csv",
        "hotel_id,hotel_name,chain_id,latitude,longitude",
        "10,Inn,0,1,2",
        "11,Other,-1,1,2");
    SourceFiles.write(images, "0/10/tcam/1.jpg", "");
    SourceFiles.write(images, "0/10/travel_website/2.jpg", "");
    Path list =
        SourceFiles.write(
            folder,
            "train_set.csv",
            "image_id,hotel_id,image_url,image_source,upload_timestamp",
            "1,10,http://example.org/1,tcam,2016-03-04 10:11:12",
            "2,10,http://example.org/2,expedia,",
            "3,11,http://example.org/3,traffickcam,soon",
            "4,11,http://example.org/4,travel_website,2016-03-04",
            "5,11,http://example.org/5,elsewhere,",
            "6,99,http://example.org/6,tcam,",
            "../../7,11,http://example.org/7,tcam,",
            "../../../../8,11,http://example.org/8,tcam,");

    List<SourceItem<PhotoRecord>> items = Photos.fromHotels50k(list, folder, images);

    Path root = images.toAbsolutePath().normalize();
    assertThat(SourceFiles.good(items).subList(0, 4))
        .extracting(PhotoRecord::file, PhotoRecord::source, PhotoRecord::taken)
        .containsExactly(
            tuple(
                root.resolve("0/10/tcam/1.jpg"),
                "traffickcam",
                Optional.of(LocalDate.of(2016, 3, 4))),
            tuple(root.resolve("0/10/travel_website/2.jpg"), "travel_website", Optional.empty()),
            tuple(root.resolve("-1/11/traffickcam/3.jpg"), "traffickcam", Optional.empty()),
            tuple(
                root.resolve("-1/11/travel_website/4.jpg"),
                "travel_website",
                Optional.of(LocalDate.of(2016, 3, 4))));
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 6 UNKNOWN_SOURCE: image_source is traffickcam"),
            bad ->
                assertThat(bad)
                    .isEqualTo("line 7 UNKNOWN_HOTEL: Hotel 99 is not in hotel_info.csv"),
            bad -> assertThat(bad).startsWith("line 9 OUTSIDE_FOLDER:"));
  }
}
