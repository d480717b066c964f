package org.roomprint.base.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.postgresql.ds.PGSimpleDataSource;
import org.roomprint.base.Database;
import org.roomprint.base.StoreException;
import org.roomprint.base.StoreUnavailableException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to a database whose schema is up to date: one to write with, several to read with.
 *
 * @param writer its transactions take the database's write lock when they begin
 * @param reader its connections cannot write
 * @param afterDeletions a statement that takes what was deleted out of the journal
 */
public record DatabaseConnections(
    Jdbi writer, Jdbi reader, Optional<String> afterDeletions, Runnable closer) {
  /** How long a writer waits for another one. */
  private static final Duration WRITE_WAIT = Duration.ofSeconds(30);

  private static final int READERS = 8;

  private static final String CLASS_PATH = "classpath:";

  /** No exceptions: a schema made by a newer version is not to be written by this one. */
  private static final String[] REFUSE_NEWER = {};

  /** Two databases that are opened at once in this process migrate one after the other. */
  private static final ReentrantLock MIGRATING = new ReentrantLock();

  /**
   * Opens a database; makes its tables, or brings them up to date, where that is needed.
   *
   * @throws StoreUnavailableException if it cannot be opened
   */
  public static DatabaseConnections open(Database database, Schema schema) {
    return switch (database) {
      case Database.Sqlite sqlite -> openSqlite(sqlite.file().toAbsolutePath().normalize(), schema);
      case Database.PostgreSql postgreSql -> openPostgreSql(postgreSql, schema);
    };
  }

  private static DatabaseConnections openSqlite(Path file, Schema schema) {
    DataSource forWriting = sqliteSource(file, SQLiteConfig.TransactionMode.IMMEDIATE);
    DataSource forReading = sqliteSource(file, SQLiteConfig.TransactionMode.DEFERRED);
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("The file of a database lies in a folder");
    }
    MIGRATING.lock();
    try {
      Files.createDirectories(folder);
      // Not the database's own file: closing that here would drop the locks that SQLite holds on
      // it.
      Path lockFile = file.resolveSibling(file.getFileName() + ".migration-lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        migrate(forWriting, schema, schema.onSqlite(), "TEXT");
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Cannot open the "
              + schema.what()
              + "'s folder "
              + folder.toAbsolutePath()
              + ": it must be a folder in which files may be made",
          e);
    } finally {
      MIGRATING.unlock();
    }
    return pooled(
        schema,
        forWriting,
        forReading,
        // What was deleted is not to be found in the free pages of the file, nor in its journal.
        Optional.of("PRAGMA secure_delete = 1"),
        Optional.of("PRAGMA query_only = 1"),
        Optional.of("PRAGMA wal_checkpoint(TRUNCATE)"));
  }

  private static DataSource sqliteSource(Path file, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(WRITE_WAIT.toMillis()));
    config.setTransactionMode(mode);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + address(file));
    return source;
  }

  /**
   * What stands behind a question mark the driver takes for settings, so there it is an address.
   */
  private static String address(Path file) {
    String path = file.toString();
    return path.indexOf('?') < 0
        ? path
        : "file:" + path.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
  }

  private static DatabaseConnections openPostgreSql(Database.PostgreSql database, Schema schema) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setApplicationName("roomprint");
    source.setLogServerErrorDetail(false); // the detail quotes values of rows
    source.setTcpKeepAlive(true);
    migrate(source, schema, schema.onPostgreSql(), "TEXT COLLATE \"C\"");
    return pooled(
        schema,
        source,
        source,
        Optional.of("SET lock_timeout = " + WRITE_WAIT.toMillis()),
        Optional.of("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"),
        Optional.empty());
  }

  private static void migrate(
      DataSource source, Schema schema, List<String> folders, String textType) {
    try {
      Flyway.configure(DatabaseConnections.class.getClassLoader())
          .dataSource(source)
          .locations(folders.stream().map(CLASS_PATH::concat).toArray(String[]::new))
          .javaMigrations(schema.steps().toArray(JavaMigration[]::new))
          .placeholders(Map.of("text", textType))
          .table("schema_version")
          .ignoreMigrationPatterns(REFUSE_NEWER)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailableException(
          "Cannot open the "
              + schema.what()
              + "'s database, or it is not one of this version of Roomprint: check its address, user and"
              + " password; one of a newer version needs that version",
          e);
    }
  }

  private static DatabaseConnections pooled(
      Schema schema,
      DataSource forWriting,
      DataSource forReading,
      Optional<String> writerBegins,
      Optional<String> readerBegins,
      Optional<String> afterDeletions) {
    HikariDataSource writers = pool(schema.what() + "-writer", forWriting, 1, writerBegins);
    HikariDataSource readers;
    try {
      readers = pool(schema.what() + "-reader", forReading, READERS, readerBegins);
    } catch (StoreException e) {
      writers.close();
      throw e;
    }
    return new DatabaseConnections(
        jdbi(writers, schema),
        jdbi(readers, schema),
        afterDeletions,
        () -> {
          readers.close();
          writers.close();
        });
  }

  private static HikariDataSource pool(
      String name, DataSource source, int size, Optional<String> begins) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WRITE_WAIT.toMillis());
    config.setMaxLifetime(0);
    begins.ifPresent(config::setConnectionInitSql);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("Cannot connect to the database (" + name + ")", e);
    }
  }

  private static Jdbi jdbi(DataSource source, Schema schema) {
    Jdbi jdbi = Jdbi.create(source).installPlugin(new ValueTypes()).installPlugin(schema.types());
    // Otherwise the message of an exception would quote the values that were bound.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return jdbi;
  }

  /** Takes what was deleted out of the journal, unless somebody is reading it: then next time. */
  public void forgetWritten() {
    afterDeletions.ifPresent(
        statement -> writer.useHandle(handle -> handle.createQuery(statement).mapToMap().list()));
  }

  /** Closes all of them. */
  public void close() {
    closer.run();
  }
}
