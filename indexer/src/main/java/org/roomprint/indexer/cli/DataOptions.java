package org.roomprint.indexer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.roomprint.base.Database;
import org.roomprint.base.configuration.Settings;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import picocli.CommandLine.Option;

/** Where everything lies and how it is opened; the options that every command has. */
final class DataOptions {
  /** Set by the launcher: the folder of Roomprint. */
  static final String HOME_PROPERTY = "roomprint.home";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "configuration file (default: $${ROOMPRINT_CONF} or roomprint.conf, if it is there)")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "folder of catalog and index, unless the configuration says otherwise (default: data)")
  private Path data = Path.of("data");

  /** Whether an option says where things lie, as every command lets it be said. */
  static boolean isOwn(String option) {
    return option.equals("--config") || option.equals("--data");
  }

  InstantSource clock() {
    return Clock.systemUTC();
  }

  static Path home() {
    return Path.of(System.getProperty(HOME_PROPERTY, ".")).toAbsolutePath().normalize();
  }

  private Settings settings() {
    return Settings.find(config, System.getenv());
  }

  VectorsSettings vectors() {
    return settings().read("vectors", VectorsSettings.defaults(home(), data));
  }

  InboxSettings inbox() {
    return settings().read("inbox", InboxSettings.inFolder(data.resolve("inbox")));
  }

  IntakeSettings intake() {
    return settings().read("indexer", IntakeSettings.defaults(home()));
  }

  Catalog openCatalog() {
    return SqlCatalog.open(
        settings()
            .read("catalog", CatalogSettings.inFolder(data.resolve("catalog")))
            .configuration(),
        clock());
  }

  /**
   * Holds that something of Roomprint lies here: a name that was typed wrongly is no empty gallery.
   *
   * @throws SourceException when there is nothing, and nothing was made
   */
  void requireData() {
    CatalogSettings catalog =
        settings().read("catalog", CatalogSettings.inFolder(data.resolve("catalog")));
    VectorsSettings vectors = vectors();
    boolean there =
        switch (catalog.configuration().database()) {
          case Database.Sqlite(Path file) -> Files.exists(file);
          case Database.PostgreSql _ -> true;
        };
    if (!there
        && Stream.of(vectors.models(), vectors.index(), inbox().folder())
            .noneMatch(Files::exists)) {
      throw new SourceException(
          "There is no Roomprint data in "
              + data.toAbsolutePath().normalize()
              + "; name the right folder with --data (an import makes a new one)");
    }
  }

  static PictureEmbedder openEmbedder(PictureModel model, VectorsSettings settings)
      throws IOException {
    return PictureEmbedder.open(model, new DjlEmbedder.Settings(settings.threads(), 1, 1));
  }

  /** Where whoever describes pictures is seen to be at work. */
  static Path describingFolder(VectorsSettings settings) {
    return settings.descriptions().resolve("describing");
  }

  /** Held while {@code roomprint work} runs on this data. */
  Path workFile() {
    return data.resolve("work.lock");
  }

  /** Threads that prepare and describe pictures, named so that a thread dump says what they do. */
  static ExecutorService describers(int threads) {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "describe-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
