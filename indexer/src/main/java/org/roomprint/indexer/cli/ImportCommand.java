package org.roomprint.indexer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.indexer.importing.AdImporter;
import org.roomprint.indexer.importing.HotelImporter;
import org.roomprint.indexer.importing.PhotoImporter;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.FileNames;
import org.roomprint.indexer.source.Hotels;
import org.roomprint.indexer.source.Photos;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.pages.AdSources;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint import hotels|photos|ads}. */
@Command(
    name = "import",
    description = {
      "Brings hotels, photos or ads in. May be stopped at any point and run again: nothing comes in twice and nothing"
          + " is lost. A bad file is refused, counted and named."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ImportCommand.HotelsCommand.class,
      ImportCommand.PhotosCommand.class,
      ImportCommand.AdsCommand.class
    },
    synopsisSubcommandLabel = "(hotels | photos | ads)")
final class ImportCommand {
  private ImportCommand() {}

  private static final int MUCH_REFUSED = 3;

  /** Options of all three. */
  @Command(
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:all came in, or all but what was refused: at most a tenth",
        "1:the import failed",
        "2:the source or an option is wrong",
        MUCH_REFUSED
            + ":nothing was imported since everything was refused, or more than a tenth was refused, or the list"
            + " could be read in part only; the rest came in"
      })
  abstract static class Common implements Callable<Integer> {
    @Mixin DataOptions dataOptions = new DataOptions();

    @Mixin JsonAtTheEnd json = new JsonAtTheEnd();

    @Spec CommandSpec spec = CommandSpec.create();

    /** Imports what was read already, and says the exit code. */
    final <T> int run(
        ImportRun.Kind kind, Path source, List<SourceItem<T>> items, ImportWork<T> work)
        throws IOException {
      long offered = items.stream().filter(SourceItem::isOffered).count();
      if (offered == 0) {
        throw nothing(kind, source, items.size());
      }
      return run(
          new ImportReport.Imported(
              kind, source, OptionalLong.of(items.size()), () -> offered, "", false),
          work);
    }

    /** Imports, and says the exit code. */
    final <T> int run(ImportReport.Imported imported, ImportWork<T> work) throws IOException {
      ImportReport.Finished finished =
          ImportReport.run(dataOptions, spec, json.isWanted(), imported, work);
      return finished.isRefusedWhole() || finished.isRefusedInPart()
          ? MUCH_REFUSED
          : CommandLine.ExitCode.OK;
    }

    static SourceException nothing(ImportRun.Kind kind, Path source, long passedOver) {
      return new SourceException(
          "No "
              + kind.name().toLowerCase(Locale.ROOT)
              + " in "
              + source
              + (passedOver == 0 ? "" : " among " + passedOver + " entries that were passed over")
              + (Files.isDirectory(source) && kind == ImportRun.Kind.PHOTOS
                  ? "; a folder for each hotel id is expected, with pictures in it"
                  : "; nothing was imported"));
    }
  }

  /** {@code roomprint import hotels}. */
  @Command(
      name = "hotels",
      description = {
        "From a CSV file with the columns hotel_id, name and, where known, chain, latitude, longitude, country, city,"
            + " address; or from the folder of Hotels-50K that holds chain_info.csv and hotel_info.csv.",
        "Of several lines with the same hotel_id the first is taken, and the others are refused and named."
      },
      mixinStandardHelpOptions = true)
  static final class HotelsCommand extends Common {
    @Parameters(paramLabel = "FILE-OR-FOLDER", description = "CSV file, or folder of Hotels-50K")
    private Path source = Path.of("");

    @Override
    public Integer call() throws IOException {
      requireExisting(source);
      var items = Files.isDirectory(source) ? Hotels.fromHotels50k(source) : Hotels.fromCsv(source);
      return run(
          ImportRun.Kind.HOTELS,
          source,
          items,
          (_, session, progress) -> HotelImporter.run(items, session, progress));
    }
  }

  /** {@code roomprint import photos}. */
  @Command(
      name = "photos",
      description = {
        "From a folder with a folder for each hotel id (a folder below it names the room), from a CSV manifest with the"
            + " columns file, hotel_id and, where known, room, view, source, external_id, taken, or from a list of"
            + " Hotels-50K."
      },
      mixinStandardHelpOptions = true)
  static final class PhotosCommand extends Common {
    @Parameters(
        paramLabel = "FOLDER-OR-FILE",
        description = "folder, manifest, or train_set.csv of Hotels-50K")
    private Path source = Path.of("");

    @Option(
        names = "--hotels-50k-images",
        paramLabel = "FOLDER",
        description =
            "FOLDER-OR-FILE is a list of Hotels-50K whose pictures lie here; hotel_info.csv lies beside the list")
    private Optional<Path> hotels50kImages = Optional.empty();

    @Override
    public Integer call() throws IOException {
      requireExisting(source);
      var items =
          hotels50kImages.isPresent()
              ? Photos.fromHotels50k(
                  source,
                  Optional.ofNullable(source.toAbsolutePath().getParent()).orElse(Path.of(".")),
                  hotels50kImages.get())
              : Files.isDirectory(source) ? Photos.fromFolder(source) : Photos.fromManifest(source);
      return run(
          ImportRun.Kind.PHOTOS,
          source,
          items,
          (tools, session, progress) ->
              new PhotoImporter(tools.catalog(), tools.ingest(), tools.workers(), tools.times())
                  .run(items, session, progress));
    }
  }

  /** {@code roomprint import ads}. */
  @Command(
      name = "ads",
      description = {
        "From a list: JSON Lines, one object a line, or CSV with a header line; with ad_id and, where known, site, url,"
            + " title, text, posted, seen, zone, gone, country, place, latitude, longitude, prices, selectors and images"
            + " (files relative to the list).",
        "From pages: saved HTML with its folder of pictures, MHTML, web archives (WARC, plain or compressed), or a folder"
            + " of these. Nothing of a page is run and nothing is fetched.",
        "An ad that is seen again is one ad: each time that it was seen is kept with its text of then. docs/formats.md"
            + " has every field.",
        "A run that was stopped goes on where it was, if what it reads is as it was."
      },
      mixinStandardHelpOptions = true)
  static final class AdsCommand extends Common {
    @Parameters(
        paramLabel = "FILE-OR-FOLDER",
        description = "list, page, archive, or folder of pages; the content says what it is")
    private Path source = Path.of("");

    @Option(
        names = "--again",
        description = "reads all of it again, also where an earlier run was stopped")
    private boolean again;

    @Override
    public Integer call() throws IOException {
      requireExisting(source);
      try (CountedReader<AdRecord> ads = new CountedReader<>(AdSources.open(source))) {
        if (!ads.holdsSomething()) {
          throw nothing(ImportRun.Kind.ADS, source, ads.ahead());
        }
        return run(
            new ImportReport.Imported(
                ImportRun.Kind.ADS,
                source,
                OptionalLong.empty(),
                ads::offered,
                AdSources.state(source),
                again),
            (tools, session, progress) ->
                new AdImporter(tools.catalog(), tools.ingest(), tools.workers(), tools.times())
                    .run(ads, session, progress));
      }
    }
  }

  private static void requireExisting(Path source) {
    if (!Files.exists(source)) {
      throw new SourceException("There is no file or folder " + source + FileNames.hint());
    }
  }
}
