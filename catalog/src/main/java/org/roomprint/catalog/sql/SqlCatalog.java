package org.roomprint.catalog.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.roomprint.base.Database;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.Schema;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.base.sql.SqlTransactions;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.CatalogCounts;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.SweepReport;
import org.roomprint.catalog.access.ApiKeyStore;
import org.roomprint.catalog.ad.AdStore;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.changes.ChangeFeed;
import org.roomprint.catalog.contribution.ContributionStore;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.files.HeadFile;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.files.ThumbnailStore;
import org.roomprint.catalog.hotel.HotelStore;
import org.roomprint.catalog.importing.ImportStore;
import org.roomprint.catalog.links.AdLinkStore;
import org.roomprint.catalog.photo.PhotoStore;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.sql.ad.SqlAds;
import org.roomprint.catalog.sql.audit.SqlApiKeys;
import org.roomprint.catalog.sql.audit.SqlAuditLog;
import org.roomprint.catalog.sql.changes.SqlChangeFeed;
import org.roomprint.catalog.sql.contribution.SqlContributions;
import org.roomprint.catalog.sql.describing.SqlDescribeTasks;
import org.roomprint.catalog.sql.hotel.SqlHotels;
import org.roomprint.catalog.sql.importing.SqlImports;
import org.roomprint.catalog.sql.links.SqlAdLinks;
import org.roomprint.catalog.sql.photo.SqlPhotos;
import org.roomprint.catalog.sql.rows.CatalogTypes;
import org.roomprint.catalog.sql.writing.ChangeWrites;
import org.roomprint.catalog.sql.writing.PictureRemoval;

/** A catalog over SQLite or PostgreSQL, and picture files in a folder. */
public final class SqlCatalog implements Catalog {
  /** The tables of a catalog. */
  static final Schema SCHEMA =
      new Schema(
          "catalog",
          List.of("org/roomprint/catalog/sql/both", "org/roomprint/catalog/sql/sqlite"),
          List.of("org/roomprint/catalog/sql/both", "org/roomprint/catalog/sql/postgresql"),
          DerivedRowsMigration.all(),
          new CatalogTypes());

  private final DatabaseConnections connections;
  private final InstantSource clock;
  private final PictureStore pictures;
  private final ThumbnailStore thumbnails;
  private final PictureRemoval removal;
  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final String catalogId;
  private final SqlAuditLog log;
  private final SqlApiKeys keys;
  private final SqlDescribeTasks describeTasks;

  private SqlCatalog(
      CatalogConfiguration configuration, DatabaseConnections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
    this.pictures = PictureStore.open(configuration.pictures());
    this.thumbnails = ThumbnailStore.open(configuration.thumbnails());
    this.removal = new PictureRemoval(pictures, thumbnails);
    this.reader = new SqlReader(connections.reader(), oneMoment(configuration.database()));
    this.transactions = new SqlTransactions(connections.writer());
    this.catalogId = establishId();
    this.log =
        new SqlAuditLog(reader, transactions, clock, new HeadFile(configuration.auditHeads()));
    this.keys = new SqlApiKeys(reader, transactions, log, clock);
    this.describeTasks =
        new SqlDescribeTasks(reader, transactions, severalWriters(configuration.database()));
    if (!reader.read(SqlApiKeys::isRecorded)) {
      keys.recordOlder();
    }
    if (reader.read(PictureRemoval::isPending)) {
      transactions.write(handle -> {
        removal.run(handle);
        return true;
      });
    }
  }

  /**
   * Opens a catalog; makes it, or brings its schema up to date, where that is needed.
   *
   * @param clock tells when something was deleted or recorded
   * @throws org.roomprint.base.StoreUnavailableException if it cannot be opened
   */
  public static Catalog open(CatalogConfiguration configuration, InstantSource clock) {
    DatabaseConnections connections = DatabaseConnections.open(configuration.database(), SCHEMA);
    try {
      return new SqlCatalog(configuration, connections, clock);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static TransactionIsolationLevel oneMoment(Database database) {
    return switch (database) {
      // A reading transaction of SQLite in WAL mode always sees one moment; this is the name its
      // driver accepts.
      case Database.Sqlite _ -> TransactionIsolationLevel.SERIALIZABLE;
      case Database.PostgreSql _ -> TransactionIsolationLevel.REPEATABLE_READ;
    };
  }

  private static boolean severalWriters(Database database) {
    return switch (database) {
      case Database.Sqlite _ -> false;
      case Database.PostgreSql _ -> true;
    };
  }

  private String establishId() {
    return reader
        .read(SqlCatalog::readId)
        .orElseGet(() ->
            transactions.write(handle -> {
              handle.execute(
                  "INSERT INTO catalog_state (only_row, catalog_id, change_sequence) VALUES (1, ?, 0)"
                      + " ON CONFLICT (only_row) DO NOTHING",
                  UUID.randomUUID().toString());
              return readId(handle).orElseThrow();
            }));
  }

  private static Optional<String> readId(Handle handle) {
    return Select.find(handle, String.class, "SELECT catalog_id FROM catalog_state");
  }

  @Override
  public String catalogId() {
    return catalogId;
  }

  @Override
  public <T> T write(Function<CatalogWriter, T> work) {
    record Written<T>(T result, boolean removals, Optional<AuditHead> recorded) {}
    Written<T> written =
        transactions.write(handle -> {
          SqlWriter writer = new SqlWriter(handle, pictures, clock.instant());
          T result = work.apply(writer);
          writer.finish();
          return new Written<>(result, writer.hasRemovals(), writer.recordedHead());
        });
    written.recorded().ifPresent(head -> log.note(head, false));
    if (written.removals()) {
      transactions.write(handle -> {
        new ChangeWrites(handle, clock.instant()); // takes the write lock
        removal.run(handle);
        return true;
      });
      connections.forgetWritten();
    }
    return written.result();
  }

  @Override
  public SweepReport sweep(Duration olderThan) {
    Instant moment = clock.instant().minus(olderThan);
    int leftovers = pictures.sweepLeftovers(moment);
    List<PictureId> unused = new ArrayList<>();
    reader.read(handle -> {
      pictures.forEachOlderThan(
          moment,
          picture -> {
            if (!PictureRemoval.isUsed(handle, picture)) {
              unused.add(picture);
            }
          });
      return true;
    });
    if (!unused.isEmpty()) {
      transactions.write(handle -> {
        ChangeWrites changes = new ChangeWrites(handle, clock.instant());
        unused.forEach(changes::mayBeUnused);
        removal.run(handle);
        return true;
      });
    }
    return new SweepReport(leftovers, unused.size());
  }

  @Override
  public HotelStore hotels() {
    return new SqlHotels(reader);
  }

  @Override
  public PhotoStore photos() {
    return new SqlPhotos(reader);
  }

  @Override
  public AdStore ads() {
    return new SqlAds(reader);
  }

  @Override
  public AdLinkStore adLinks() {
    return new SqlAdLinks(reader);
  }

  @Override
  public ImportStore imports() {
    return new SqlImports(reader);
  }

  @Override
  public ContributionStore contributions() {
    return new SqlContributions(reader);
  }

  @Override
  public ChangeFeed changes() {
    return new SqlChangeFeed(reader);
  }

  @Override
  public DescribeTasks describeTasks() {
    return describeTasks;
  }

  @Override
  public ApiKeyStore apiKeys() {
    return keys;
  }

  @Override
  public AuditLog auditLog() {
    return log;
  }

  @Override
  public PictureStore pictures() {
    return pictures;
  }

  @Override
  public ThumbnailStore thumbnails() {
    return thumbnails;
  }

  @Override
  public void probe() {
    if (reader.read(SqlCatalog::readId).isEmpty()) {
      throw new IllegalStateException("The catalog has lost its identity");
    }
  }

  @Override
  public CatalogCounts counts() {
    return reader.readOneMoment(handle ->
        Select.one(
            handle,
            CatalogCounts.class,
            "SELECT (SELECT COUNT(*) FROM chain) AS chains, (SELECT COUNT(*) FROM hotel) AS hotels,"
                + " (SELECT COUNT(*) FROM (SELECT DISTINCT hotel_id FROM photo) AS shown) AS hotels_with_photos,"
                + " (SELECT COUNT(*) FROM photo) AS photos, (SELECT COUNT(*) FROM ad) AS ads,"
                + " (SELECT COUNT(*) FROM ad_image) AS ad_images, change_sequence AS latest_sequence"
                + " FROM catalog_state"));
  }

  @Override
  public void close() {
    connections.close();
  }
}
