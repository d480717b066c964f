package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
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
    SourceFiles.write(folder, "h2/Su\u0308d/d.jpg", "");

    assertThat(SourceFiles.good(Photos.fromFolder(folder)))
        .extracting(PhotoRecord::hotelId, PhotoRecord::room)
        .containsExactlyInAnyOrder(
            tuple("h1", Optional.empty()),
            tuple("h1", Optional.of("room 12")),
            tuple("h2", Optional.of("S\u00fcd")),
            tuple("h2", Optional.of("wing/204")));
  }

  @Test
  void everyFileOfAFolderIsTakenOrRefusedOrPassedOverByName() throws IOException {
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16};
    for (String name :
        List.of("a.jpg", "noext", "b.jpg_large", "c.jfif", "d.JPG.1", "photo.txt", "e.jpe")) {
      SourceFiles.write(folder, "h1/" + name, "");
      Files.write(folder.resolve("h1").resolve(name), jpeg);
    }
    SourceFiles.write(folder, "h1/raw.cr2", "II*");
    SourceFiles.write(folder, "h1/notes.txt", "a note");
    SourceFiles.write(folder, "h1/list.PDF", "%PDF");
    for (String junk :
        List.of(
            "h1/@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
            "h1/.thumbnails/1.jpg",
            "h1/.trashed-1700000000-IMG_1.jpg",
            "h1/._a.jpg",
            "h1/.DS_Store",
            "h1/Thumbs.db",
            "h1/#recycle/old.jpg",
            "$RECYCLE.BIN/h1/old.jpg",
            "System Volume Information/x.jpg",
            "lost+found/y.jpg",
            "__MACOSX/h1/._a.jpg")) {
      SourceFiles.write(folder, junk, "");
    }

    List<SourceItem<PhotoRecord>> items = Photos.fromFolder(folder);

    assertThat(SourceFiles.good(items))
        .extracting(photo -> String.valueOf(photo.file().getFileName()))
        .containsExactlyInAnyOrder(
            "a.jpg", "noext", "b.jpg_large", "c.jfif", "d.JPG.1", "photo.txt", "e.jpe", "raw.cr2");
    assertThat(SourceFiles.passedOver(items))
        .containsExactlyInAnyOrder(
            "h1/notes.txt NO_PICTURE",
            "h1/list.PDF NO_PICTURE",
            "h1/@eaDir OTHER_SOFTWARE",
            "h1/.thumbnails OTHER_SOFTWARE",
            "h1/.trashed-1700000000-IMG_1.jpg OTHER_SOFTWARE",
            "h1/._a.jpg OTHER_SOFTWARE",
            "h1/.DS_Store OTHER_SOFTWARE",
            "h1/Thumbs.db OTHER_SOFTWARE",
            "h1/#recycle OTHER_SOFTWARE",
            "$RECYCLE.BIN OTHER_SOFTWARE",
            "System Volume Information OTHER_SOFTWARE",
            "lost+found OTHER_SOFTWARE",
            "__MACOSX OTHER_SOFTWARE");
    assertThat(SourceFiles.bad(items)).isEmpty();
  }

  @Test
  void linksAreFollowedInsideTheFolderAndAsItsRootAndNamedWhereTheyLeadOut() throws IOException {
    Path outside = folder.resolve("outside");
    SourceFiles.write(outside, "h3/3.jpg", "");
    Path tree = folder.resolve("tree");
    SourceFiles.write(tree, "h1/1.jpg", "");
    Files.createSymbolicLink(tree.resolve("h2"), tree.resolve("h1"));
    Files.createSymbolicLink(tree.resolve("h3"), outside.resolve("h3"));
    Files.createSymbolicLink(tree.resolve("h1").resolve("up"), tree);
    Files.createSymbolicLink(tree.resolve("h1").resolve("gone.jpg"), folder.resolve("gone.jpg"));
    Files.createSymbolicLink(
        tree.resolve("h1").resolve("out.jpg"), outside.resolve("h3").resolve("3.jpg"));
    Path root = Files.createSymbolicLink(folder.resolve("root"), tree);

    List<SourceItem<PhotoRecord>> items = Photos.fromFolder(root);

    assertThat(SourceFiles.good(items))
        .extracting(PhotoRecord::hotelId)
        .containsExactly("h1", "h2");
    assertThat(SourceFiles.bad(items))
        .anySatisfy(bad -> assertThat(bad).startsWith("h3 LINK_OUTSIDE"))
        .anySatisfy(bad -> assertThat(bad).startsWith("h1/up LINK_IN_CIRCLES"))
        .anySatisfy(bad -> assertThat(bad).startsWith("h1/gone.jpg UNREADABLE"))
        .anySatisfy(bad -> assertThat(bad).startsWith("h1/out.jpg LINK_OUTSIDE"));
  }

  @Test
  void aManifestFindsFilesThatTheDiskSpellsOtherwiseAndNoneBehindLinksThatLeadOut()
      throws IOException {
    SourceFiles.write(folder, "list/Ku\u0308che.jpg", "");
    SourceFiles.write(folder, "list/Sub/IMG_1.JPG", "");
    SourceFiles.write(folder, "list/two/A.jpg", "");
    SourceFiles.write(folder, "list/two/a.JPG", "");
    SourceFiles.write(folder, "secret.jpg", "");
    Path list = folder.resolve("list");
    Files.createSymbolicLink(list.resolve("link.jpg"), folder.resolve("secret.jpg"));
    Files.createSymbolicLink(list.resolve("up"), folder);

    List<SourceItem<PhotoRecord>> items =
        Photos.fromManifest(
            SourceFiles.write(
                list,
                "m.csv",
                "file,hotel_id",
                "K\u00fcche.jpg,h1",
                "sub\\img_1.jpg,h1",
                "two/a.jpg,h1",
                "link.jpg,h1",
                "up/secret.jpg,h1",
                "gone.jpg,h1"));

    assertThat(SourceFiles.good(items))
        .extracting(photo -> list.toAbsolutePath().relativize(photo.file()).toString())
        .containsExactly("Ku\u0308che.jpg", "Sub/IMG_1.JPG", "two/a.jpg", "gone.jpg");
    assertThat(SourceFiles.notes(items))
        .containsExactly(
            "line 2, column 'file': OTHER_SPELLING", "line 3, column 'file': OTHER_SPELLING");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 5 OUTSIDE_FOLDER"),
            bad -> assertThat(bad).startsWith("line 6 OUTSIDE_FOLDER"));
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
                Optional.of("scouts"),
                Optional.of("x-1"),
                Optional.of(LocalDate.of(2024, 2, 29)),
                EnumSet.allOf(PhotoRecord.Detail.class)),
            new PhotoRecord(
                folder.toAbsolutePath().normalize().resolve("c.jpg"),
                "h1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.of(2024, 2, 1)),
                EnumSet.allOf(PhotoRecord.Detail.class)));
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
            "a/../inside.jpg,h1,soon");

    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad ->
                assertThat(bad)
                    .isEqualTo(
                        "line 2 OUTSIDE_FOLDER: The file's path leads out of the folder of its"
                            + " list"),
            bad -> assertThat(bad).startsWith("line 3 OUTSIDE_FOLDER:"),
            bad -> assertThat(bad).startsWith("line 4 OUTSIDE_FOLDER:"),
            bad -> assertThat(bad).isEqualTo("line 5 MISSING_VALUE: Column 'hotel_id' is empty"));
    assertThat(SourceFiles.notes(items)).containsExactly("line 6, column 'taken': INVALID_VALUE");
    assertThat(SourceFiles.good(items))
        .singleElement()
        .satisfies(photo -> assertThat(photo.file()).hasFileName("inside.jpg"));
  }

  @Test
  void aManifestWithoutAColumnIsRefusedByName() {
    assertThatThrownBy(() -> manifest("file,place", "a.jpg,h1"))
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
                Optional.of("traffickcam"),
                Optional.of(LocalDate.of(2016, 3, 4))),
            tuple(
                root.resolve("0/10/travel_website/2.jpg"),
                Optional.of("travel_website"),
                Optional.empty()),
            tuple(
                root.resolve("-1/11/traffickcam/3.jpg"),
                Optional.of("traffickcam"),
                Optional.empty()),
            tuple(
                root.resolve("-1/11/travel_website/4.jpg"),
                Optional.of("travel_website"),
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
