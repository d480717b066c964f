package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads lists of photos: a folder per hotel, a CSV manifest, or the lists of Hotels-50K. */
public final class Photos {
  private static final String SOURCE = "import";
  private static final String HELP = "import photos";
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");

  /** Pictures too, in formats that are not read here: named, so that nobody misses them later. */
  private static final Set<String> OTHER_PICTURES =
      Set.of("heic", "heif", "avif", "gif", "bmp", "tif", "tiff", "dng");

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
   * below it names the room. Pictures in a format that is not read here are refused by name; files
   * of other kinds are passed over, hidden ones too.
   */
  public static List<SourceItem<PhotoRecord>> fromFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SourceException(
          folder + " is no folder; one with a folder for each hotel id is wanted");
    }
    List<SourceItem<PhotoRecord>> items = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> isPicture(file) || hasExtension(file, OTHER_PICTURES))
          .sorted()
          .forEach(file -> {
            Path relative = folder.relativize(file);
            items.add(isPicture(file) ? inFolder(file, relative) : otherFormat(relative));
          });
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + e.getMessage(), e);
    }
    return items;
  }

  private static SourceItem<PhotoRecord> otherFormat(Path relative) {
    return new SourceItem.Unreadable<>(
        relative.toString(),
        "UNKNOWN_FORMAT",
        "Pictures of this kind are not read; convert it to JPEG, PNG or WebP");
  }

  private static SourceItem<PhotoRecord> inFolder(Path file, Path relative) {
    int depth = relative.getNameCount();
    if (depth < 2) {
      return new SourceItem.Unreadable<>(
          relative.toString(),
          "NO_HOTEL",
          "The file lies in no hotel's folder; put it into a folder named by its hotel id");
    }
    Optional<String> room =
        depth > 2
            ? Optional.of(relative.subpath(1, depth - 1).toString().replace('\\', '/'))
            : Optional.empty();
    return new SourceItem.Read<>(
        relative.toString(),
        new PhotoRecord(
            file,
            relative.getName(0).toString(),
            room,
            Optional.empty(),
            SOURCE,
            Optional.empty(),
            Optional.empty()));
  }

  static boolean isPicture(Path file) {
    return hasExtension(file, EXTENSIONS);
  }

  private static boolean hasExtension(Path file, Set<String> extensions) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 && extensions.contains(name.substring(dot + 1)) && Files.isRegularFile(file);
  }

  /**
   * Reads a manifest with the columns {@code file} (relative to the manifest) and {@code hotel_id},
   * and, where they are known, {@code room}, {@code view}, {@code source}, {@code external_id},
   * {@code taken} ({@code 2025-03-01} or {@code 2025-03}).
   */
  public static List<SourceItem<PhotoRecord>> fromManifest(Path manifest) {
    Path folder = Optional.ofNullable(manifest.toAbsolutePath().getParent()).orElse(Path.of("."));
    return CsvTable.read(
        manifest,
        new CsvTable.Columns(
            List.of("file", "hotel_id"),
            List.of("room", "view", "source", "external_id", "taken"),
            HELP),
        row ->
            new PhotoRecord(
                inside(folder, row.text("file")),
                row.text("hotel_id"),
                row.optional("room"),
                row.optional("view"),
                row.optional("source").orElse(SOURCE),
                row.optional("external_id"),
                row.optional("taken").map(Photos::day)));
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
        new CsvTable.Columns(List.of("hotel_id", "chain_id"), List.of(), HELP),
        row -> chains.put(row.text("hotel_id"), row.optional("chain_id").orElse("-1")));
    return CsvTable.read(
        list,
        new CsvTable.Columns(
            List.of("image_id", "hotel_id", "image_url", "image_source", "upload_timestamp"),
            List.of(),
            HELP),
        row -> {
          String hotel = row.text("hotel_id");
          String source = row.text("image_source");
          String kind = HOTELS_50K_SOURCES.get(source);
          if (kind == null) {
            throw new CsvTable.BadLine(
                "UNKNOWN_SOURCE", "image_source is traffickcam (tcam) or travel_website (expedia)");
          }
          String chain = chains.get(hotel);
          if (chain == null) {
            throw new CsvTable.BadLine(
                "UNKNOWN_HOTEL", "Hotel " + hotel + " is not in hotel_info.csv");
          }
          String image = row.text("image_id");
          return new PhotoRecord(
              hotels50kFile(images, chain, hotel, source, kind, image),
              hotel,
              Optional.empty(),
              Optional.empty(),
              kind,
              Optional.of(image),
              row.optional("upload_timestamp").flatMap(Photos::dayOfTimestamp));
        });
  }

  /** The folder is named by either spelling of the source. */
  private static Path hotels50kFile(
      Path images, String chain, String hotel, String source, String kind, String image) {
    Path asListed = inside(images, chain + "/" + hotel + "/" + source + "/" + image + ".jpg");
    return Files.exists(asListed)
        ? asListed
        : inside(images, chain + "/" + hotel + "/" + kind + "/" + image + ".jpg");
  }

  static Path inside(Path folder, String name) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      if (file.startsWith(root)) {
        return file;
      }
    } catch (InvalidPathException _) {
      // the same verdict
    }
    throw new CsvTable.BadLine(
        "OUTSIDE_FOLDER", "The file's path leads out of the folder of its list");
  }

  private static LocalDate day(String text) {
    try {
      return text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw new CsvTable.BadLine(
          "INVALID_VALUE", "'taken' is a day such as 2025-03-01 or a month such as 2025-03");
    }
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
