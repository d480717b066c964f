package org.roomprint.indexer.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Texts;
import org.roomprint.indexer.source.PhotoRecord.Detail;

/** Reads lists of photos: a folder per hotel, a CSV manifest, or the lists of Hotels-50K. */
public final class Photos {
  private static final String HELP = "import photos";
  private static final CsvTable.Columns COLUMNS =
      new CsvTable.Columns(
          List.of("file", "hotel_id"),
          List.of("room", "view", "source", "external_id", "taken"),
          Map.ofEntries(
              Map.entry("path", "file"),
              Map.entry("filename", "file"),
              Map.entry("file_name", "file"),
              Map.entry("image", "file"),
              Map.entry("photo", "file"),
              Map.entry("picture", "file"),
              Map.entry("hotelid", "hotel_id"),
              Map.entry("property_id", "hotel_id"),
              Map.entry("room_number", "room"),
              Map.entry("unit", "room"),
              Map.entry("externalid", "external_id"),
              Map.entry("image_id", "external_id"),
              Map.entry("photo_id", "external_id"),
              Map.entry("date", "taken"),
              Map.entry("date_taken", "taken"),
              Map.entry("taken_on", "taken")),
          HELP,
          false);

  /** The two spellings of each source of Hotels-50K. */
  private static final Map<String, String> HOTELS_50K_SOURCES =
      Map.of(
          "traffickcam", "traffickcam",
          "tcam", "traffickcam",
          "travel_website", "travel_website",
          "expedia", "travel_website");

  private Photos() {}

  /**
   * Takes every picture file under {@code FOLDER/<hotel id>/} for a photo of that hotel; a folder
   * below it names the room. Whether a file is a picture is seen by its content; what is none is
   * passed over by name, and so are hidden files and those of other software.
   */
  public static List<SourceItem<PhotoRecord>> fromFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SourceException(
          folder + " is no folder; one with a folder for each hotel id is wanted");
    }
    List<SourceItem<PhotoRecord>> items = new ArrayList<>();
    for (PhotoFolder.Entry entry : PhotoFolder.entries(folder)) {
      items.add(
          switch (entry) {
            case PhotoFolder.Entry.Picture(Path file, Path relative) -> inFolder(file, relative);
            case PhotoFolder.Entry.Refused(Path relative, String reason, String detail) ->
                new SourceItem.Unreadable<>(relative.toString(), reason, detail);
            case PhotoFolder.Entry.PassedOver(Path relative, String reason, String detail) ->
                new SourceItem.PassedOver<>(relative.toString(), reason, detail);
          });
    }
    return items;
  }

  private static SourceItem<PhotoRecord> inFolder(Path file, Path relative) {
    int depth = relative.getNameCount();
    String reference = relative.toString();
    if (depth < 2) {
      return new SourceItem.Unreadable<>(
          reference,
          "NO_HOTEL",
          "The file lies in no hotel's folder; put it into a folder named by its hotel id");
    }
    List<SourceNote> notes = new ArrayList<>();
    Optional<String> room =
        depth > 2
            ? room(relative.subpath(1, depth - 1).toString(), reference, notes)
            : Optional.empty();
    return new SourceItem.Read<>(
        reference,
        new PhotoRecord(
            file,
            Normalizer.normalize(relative.getName(0).toString(), Normalizer.Form.NFC),
            room,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            room.isPresent() ? Set.of(Detail.ROOM) : Set.of()),
        notes);
  }

  /** Its letters are composed, so that a room is the same room whatever disk it came from. */
  private static Optional<String> room(String folder, String reference, List<SourceNote> notes) {
    try {
      String room =
          Texts.requireLabel(
              "room", Normalizer.normalize(folder.replace('\\', '/'), Normalizer.Form.NFC));
      if (room.indexOf(TextFile.UNREADABLE) >= 0) {
        throw new IllegalArgumentException("The folder's name is not in UTF-8");
      }
      return Optional.of(room);
    } catch (IllegalArgumentException e) {
      notes.add(
          new SourceNote(reference, BadValue.INVALID, e.getMessage() + "; its room is left out"));
      return Optional.empty();
    }
  }

  /**
   * Reads a manifest with the columns {@code file} (relative to the manifest) and {@code hotel_id},
   * and, where they are known, {@code room}, {@code view}, {@code source}, {@code external_id},
   * {@code taken} ({@code 2025-03-01} or {@code 2025-03}).
   */
  public static List<SourceItem<PhotoRecord>> fromManifest(Path manifest) {
    ListFolder folder = ListFolder.of(manifest);
    return CsvTable.read(
        manifest,
        COLUMNS,
        row -> {
          String name =
              row.optional("file")
                  .orElseThrow(() -> new BadValue("MISSING_VALUE", "Column 'file' is empty"));
          Set<Detail> said = EnumSet.noneOf(Detail.class);
          return new PhotoRecord(
              file(folder, name, row),
              row.neededId("hotel_id"),
              row.label("room", Detail.ROOM, said),
              row.label("view", Detail.VIEW, said),
              row.optional(
                  "source", Detail.SOURCE, said, value -> Texts.requireId("source", value)),
              row.optional(
                  "external_id",
                  Detail.EXTERNAL_ID,
                  said,
                  value -> Texts.requireId("photo's external id", value)),
              row.optional("taken", Detail.TAKEN, said, Moments::day),
              said);
        });
  }

  private static Path file(ListFolder folder, String name, CsvTable.Row row) {
    return switch (folder.find(name)) {
      case ListedFile.At(Path file, boolean isOtherwiseSpelt) -> {
        if (isOtherwiseSpelt) {
          row.note("file", "OTHER_SPELLING", "The disk spells the file's name otherwise");
        }
        yield file;
      }
      case ListedFile.Refused(String reason, String detail) -> throw new BadValue(reason, detail);
      case ListedFile.Within _ ->
          throw new IllegalStateException("A manifest names files of its folder alone");
    };
  }

  /**
   * Reads {@code train_set.csv} (or {@code test_set.csv}) of Hotels-50K; pictures lie at {@code
   * images/<chain>/<hotel>/<source>/<image>.jpg} below the folder of {@code images}.
   *
   * @param list the list
   * @param hotels folder of {@code hotel_info.csv}, for the chain of each hotel
   * @param images folder of the pictures
   */
  public static List<SourceItem<PhotoRecord>> fromHotels50k(Path list, Path hotels, Path images) {
    Map<String, String> chains = new HashMap<>();
    CsvTable.read(
        hotels.resolve("hotel_info.csv"),
        CsvTable.Columns.strict(List.of("hotel_id", "chain_id"), List.of(), HELP),
        row -> chains.put(row.needed("hotel_id"), row.optional("chain_id").orElse("-1")));
    ListFolder folder = ListFolder.at(images);
    return CsvTable.read(
        list,
        CsvTable.Columns.strict(
            List.of("image_id", "hotel_id", "image_url", "image_source", "upload_timestamp"),
            List.of(),
            HELP),
        row -> {
          String hotel = row.needed("hotel_id");
          String source = row.needed("image_source");
          String kind = HOTELS_50K_SOURCES.get(source);
          if (kind == null) {
            throw new BadValue(
                "UNKNOWN_SOURCE", "image_source is traffickcam (tcam) or travel_website (expedia)");
          }
          String chain = chains.get(hotel);
          if (chain == null) {
            throw new BadValue("UNKNOWN_HOTEL", "Hotel " + hotel + " is not in hotel_info.csv");
          }
          String image = row.needed("image_id");
          return new PhotoRecord(
              hotels50kFile(folder, chain, hotel, source, kind, image, row),
              hotel,
              Optional.empty(),
              Optional.empty(),
              Optional.of(kind),
              Optional.of(image),
              row.optional("upload_timestamp").flatMap(Photos::dayOfTimestamp),
              Set.of(Detail.SOURCE, Detail.EXTERNAL_ID, Detail.TAKEN));
        });
  }

  /** The folder is named by either spelling of the source. */
  private static Path hotels50kFile(
      ListFolder folder,
      String chain,
      String hotel,
      String source,
      String kind,
      String image,
      CsvTable.Row row) {
    Path asListed = file(folder, chain + "/" + hotel + "/" + source + "/" + image + ".jpg", row);
    return Files.exists(asListed)
        ? asListed
        : file(folder, chain + "/" + hotel + "/" + kind + "/" + image + ".jpg", row);
  }

  /** Dates of Hotels-50K begin with the day; what is not a day there is not worth a refusal. */
  private static Optional<LocalDate> dayOfTimestamp(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
