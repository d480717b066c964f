package org.roomprint.indexer.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.cli.RoomprintCommand;
import org.roomprint.indexer.describing.DescribeWorker;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.FolderDescriptionStore;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.WorkerDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.PictureKind;

/** An intake over a real inbox, catalog, model and index, and a clock that can be set. */
final class IntakeBench implements AutoCloseable {
  static final Path ROOT =
      Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  static final Path SAMPLE = ROOT.resolve("indexer").resolve("sample");

  static {
    System.setProperty("roomprint.home", ROOT.toString());
  }

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private volatile Instant now = Instant.parse("2026-11-02T10:00:00Z");
  final Catalog catalog;
  final InboxIntake inbox;
  final Sender sender;
  final GalleryIndex index;
  final PictureDescriber describer;
  final Retention retention;
  final BackgroundIndexing indexing;
  final Intake intake;

  private IntakeBench(Path folder, IntakeSettings settings) throws IOException {
    Path data = folder.resolve("data");
    InstantSource clock = () -> now;
    catalog =
        keep(
            SqlCatalog.open(
                CatalogSettings.inFolder(data.resolve("catalog")).configuration(), clock));
    sender = keep(new Sender(data.resolve("inbox"), clock, 1));
    inbox = keep(SqlInbox.openIntake(InboxSettings.inFolder(data.resolve("inbox"))));
    VectorsSettings vectors = VectorsSettings.defaults(ROOT, data);
    DjlEmbedder embedder =
        keep(
            DjlEmbedder.open(ModelFolder.open(vectors.model()), new DjlEmbedder.Settings(1, 1, 1)));
    IndexGenerations generations = keep(Indexes.of(vectors).write());
    index = generations.openCurrent(embedder.modelId(), embedder.dimension());
    WorkerDecoder strangers = keep(WorkerDecoder.start(1));
    ExecutorService workers = Executors.newFixedThreadPool(2);
    keep(workers::shutdownNow);
    describer = PictureDescriber.with(embedder);
    FolderDescriptionStore store = new FolderDescriptionStore(vectors.descriptions());
    indexing =
        keep(
            new BackgroundIndexing(
                catalog,
                new IndexFollower(
                    catalog,
                    index,
                    embedder.modelId(),
                    store,
                    java.util.Optional.empty(),
                    new StepTimes(),
                    clock),
                new DescribeWorker(
                    catalog,
                    store,
                    embedder.modelId(),
                    () -> describer,
                    keep(new InProcessDecoder()),
                    workers,
                    new StepTimes(),
                    clock,
                    keep(DescribingProcess.begin(folder.resolve("describing")))),
                Duration.ofDays(1)));
    intake =
        keep(new IntakeTools(
                catalog,
                inbox,
                strangers,
                describer,
                indexing,
                index,
                2,
                settings,
                clock,
                new Random(2)))
            .intake();
    retention = new Retention(catalog, inbox, settings, clock);
  }

  /** All sample hotels, and the photos that a prefix such as {@code photos/h01/} begins. */
  static IntakeBench open(Path folder, IntakeSettings settings, List<String> photos)
      throws IOException {
    copyTree(prepared(photos), folder.resolve("data"));
    return new IntakeBench(folder, settings);
  }

  /** Data folders that were filled before, by their photos: filling one takes seconds. */
  private static final Map<List<String>, Path> PREPARED = new HashMap<>();

  private static synchronized Path prepared(List<String> photos) throws IOException {
    Path before = PREPARED.get(photos);
    if (before != null) {
      return before;
    }
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "drain")), "filled")
            .toAbsolutePath();
    Path data = folder.resolve("data");
    run("import", "hotels", SAMPLE.resolve("hotels.csv").toString(), data);
    Path manifest = folder.resolve("photos.csv");
    copyTree(SAMPLE.resolve("photos"), folder.resolve("photos"));
    List<String> lines = Files.readAllLines(SAMPLE.resolve("photos.csv"), StandardCharsets.UTF_8);
    Files.write(
        manifest,
        Stream.concat(
                Stream.of(lines.getFirst()),
                lines.stream().skip(1).filter(line -> photos.stream().anyMatch(line::startsWith)))
            .toList());
    run("import", "photos", manifest.toString(), data);
    PREPARED.put(photos, data);
    return data;
  }

  /** Copies a folder: links out of a list's folder are refused. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void run(String command, String what, String source, Path data) {
    int code = RoomprintCommand.run(command, what, source, "--data", data.toString(), "--json");
    if (code != 0) {
      throw new IllegalStateException(command + " " + what + " ended with " + code);
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  /** A photo of the sample set, such as {@code h01/r1/1}. */
  static byte[] photo(String name) throws IOException {
    return Files.readAllBytes(SAMPLE.resolve("photos").resolve(name + ".jpg"));
  }

  /**
   * 24 to 72 hours, people not looked for: the sample's rooms are drawn, and drawn rooms mislead.
   */
  static IntakeSettings settings(boolean corroborate) {
    IntakeSettings defaults = IntakeSettings.defaults(ROOT);
    return new IntakeSettings(
        defaults.minDelay(),
        defaults.maxDelay(),
        defaults.people(),
        java.util.Optional.empty(),
        defaults.farMetres(),
        defaults.contributionsPerDevice(),
        corroborate,
        defaults.undoFor());
  }

  void pass(TemporalAmount time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  long indexed(PictureKind kind) throws IOException {
    try (GallerySnapshot snapshot = index.snapshot()) {
      return snapshot.size(kind);
    }
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IOException("Closing failed", e);
      }
    }
  }
}
