package org.roomprint.catalog.sql;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.roomprint.base.Database;
import org.roomprint.base.Digests;
import org.roomprint.base.sql.PostgreSqlCluster;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Purpose;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;

/** Prints how fast the catalog is written and read; not a test. */
final class CatalogBenchmark {
  private static final int PHOTOS_PER_TRANSACTION = 100;
  private static final int PHOTOS_PER_HOTEL = 10;
  private static final int PICTURES = 1_000;
  private static final int PICTURE_BYTES = 80_000;
  private static final int LOOK_UPS = 2_000;
  private static final int AUDIT_RECORDS = 1_000;

  private final PrintStream out;
  private final int photos;

  private CatalogBenchmark(PrintStream out, int photos) {
    this.out = out;
    this.photos = photos;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CatalogBenchmark benchmark = new CatalogBenchmark(out, Integer.parseInt(arguments[0]));
    Path parent = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
    Path folder = Files.createTempDirectory(parent, "run");
    benchmark.run("SQLite", CatalogConfiguration.inFolder(folder.resolve("sqlite")));
    switch (PostgreSqlCluster.theOne()) {
      case PostgreSqlCluster.Start.Running(PostgreSqlCluster cluster) -> {
        Database.PostgreSql database = cluster.newDatabase();
        benchmark.run(
            "PostgreSQL (its disk not forced)",
            new CatalogConfiguration(folder.resolve("p"), folder.resolve("t"), database));
      }
      case PostgreSqlCluster.Start.Impossible(String reason) -> out.println(reason);
    }
  }

  private interface Step {
    /** Returns how many it did. */
    int run();
  }

  private void time(String what, Step step) {
    Duration cpuBefore = cpu();
    long begin = System.nanoTime();
    int done = step.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuMicroseconds = cpu().minus(cpuBefore).toNanos() / 1e3 / done;
    out.println(
        String.format(
            Locale.ROOT,
            "%-50s %,9d %8.1f s %,9.0f /s %,8.0f µs of CPU each",
            what,
            done,
            seconds,
            done / seconds,
            cpuMicroseconds));
  }

  /**
   * What this process has used so far, in steps of 10 ms; a PostgreSQL server is a process of its
   * own.
   */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void run(String name, CatalogConfiguration configuration) {
    out.println(name);
    try (Catalog catalog = SqlCatalog.open(configuration, Samples.CLOCK)) {
      Random random = new Random(1);
      KeptPicture picture = Samples.picture(catalog.pictures().put(Samples.content("one")));
      int hotels = photos / PHOTOS_PER_HOTEL;
      time(
          "hotels put, " + PHOTOS_PER_TRANSACTION + " a transaction",
          () -> putHotels(catalog, hotels));
      time(
          "photos put, " + PHOTOS_PER_TRANSACTION + " a transaction",
          () -> putPhotos(catalog, picture, hotels));
      time("the same photos again", () -> putPhotos(catalog, picture, hotels));
      time("changes followed, 1,000 at once", () -> follow(catalog));
      time(
          "pages of the photos of a hotel",
          () -> {
            for (int i = 0; i < LOOK_UPS; i++) {
              catalog.photos().ofHotel("h" + random.nextInt(hotels), Optional.empty(), 20);
            }
            return LOOK_UPS;
          });
      time(
          "hotels found by name",
          () -> {
            for (int i = 0; i < LOOK_UPS; i++) {
              catalog
                  .hotels()
                  .searchByName("hotel h" + random.nextInt(hotels), Optional.empty(), 20);
            }
            return LOOK_UPS;
          });
      time("audit records, each durable", () -> audit(catalog));
      time("audit records verified", () -> (int) verified(catalog));
      time(
          "picture files of " + PICTURE_BYTES / 1000 + " kB put, each durable",
          () -> {
            byte[] bytes = new byte[PICTURE_BYTES];
            for (int i = 0; i < PICTURES; i++) {
              random.nextBytes(bytes);
              catalog.pictures().put(bytes);
            }
            return PICTURES;
          });
    }
  }

  private static int putHotels(Catalog catalog, int hotels) {
    for (int from = 0; from < hotels; from += PHOTOS_PER_TRANSACTION) {
      List<Hotel> batch = new ArrayList<>();
      for (int i = from; i < Math.min(hotels, from + PHOTOS_PER_TRANSACTION); i++) {
        batch.add(Samples.hotel("h" + i));
      }
      catalog.write(writer -> {
        batch.forEach(writer::putHotel);
        return true;
      });
    }
    return hotels;
  }

  private int putPhotos(Catalog catalog, KeptPicture picture, int hotels) {
    for (int from = 0; from < photos; from += PHOTOS_PER_TRANSACTION) {
      List<Photo> batch = new ArrayList<>();
      for (int i = from; i < Math.min(photos, from + PHOTOS_PER_TRANSACTION); i++) {
        String hotelId = "h" + (i % hotels);
        batch.add(Photo.of(hotelId, "test", Samples.original(Integer.toString(i)), picture));
      }
      catalog.write(writer -> {
        batch.forEach(writer::putPhoto);
        return true;
      });
    }
    return photos;
  }

  private static int follow(Catalog catalog) {
    int told = 0;
    List<CatalogChange> changes = catalog.changes().changesSince(0, 1_000);
    while (!changes.isEmpty()) {
      told += changes.size();
      changes = catalog.changes().changesSince(changes.getLast().sequence(), 1_000);
    }
    return told;
  }

  private static int audit(Catalog catalog) {
    List<AuditEntry.AnswerLine> answer = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answer.add(new AuditEntry.AnswerLine("h" + i, "LOOKS_ALIKE", 1.0 / (i + 1)));
    }
    for (int i = 0; i < AUDIT_RECORDS; i++) {
      catalog
          .auditLog()
          .append(
              new AuditEntry(
                  "request-" + i,
                  "000000000000",
                  Set.of(Role.INVESTIGATOR),
                  Optional.of(new Justification(new CaseReference("A-1"), new Purpose("measure"))),
                  Action.SEARCH_HOTELS,
                  List.of(Digests.sha256Hex(new byte[] {(byte) i})),
                  "{}",
                  answer,
                  Optional.of(1L),
                  Optional.of("model")));
    }
    return AUDIT_RECORDS;
  }

  private static long verified(Catalog catalog) {
    return switch (catalog.auditLog().verify(Optional.empty())) {
      case AuditVerdict.Intact intact -> intact.head().number();
      case AuditVerdict.Broken broken -> throw new IllegalStateException(broken.detail());
    };
  }
}
