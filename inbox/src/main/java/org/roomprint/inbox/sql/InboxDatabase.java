package org.roomprint.inbox.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.roomprint.base.Database;
import org.roomprint.base.StoreException;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.Schema;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.base.sql.SqlTransactions;
import org.roomprint.inbox.InboxFullException;
import org.roomprint.inbox.files.UploadFiles;
import org.sqlite.SQLiteErrorCode;

/** The inbox's database, and what its failures mean. */
final class InboxDatabase implements AutoCloseable {
  /** The tables of an inbox. */
  static final Schema SCHEMA = schema("org/roomprint/inbox/sql");

  /** {@code disk_full} of PostgreSQL. */
  private static final String POSTGRESQL_DISK_FULL = "53100";

  /** SQLite's extended codes have the plain one in their low byte. */
  private static final int PRIMARY_CODE = 0xff;

  private static final long NEXT_TO_NOTHING_BYTES = 256L * 1024;

  private final DatabaseConnections connections;
  private final SqlReader reader;
  private final SqlTransactions transactions;

  /** Where the file of SQLite lies. */
  private final Optional<Path> folder;

  private InboxDatabase(DatabaseConnections connections, SqlReader reader, Optional<Path> folder) {
    this.folder = folder;
    this.connections = connections;
    this.reader = reader;
    this.transactions = new SqlTransactions(connections.writer());
  }

  private static Schema schema(String folder) {
    return new Schema("inbox", List.of(folder), List.of(folder), List.of());
  }

  static InboxDatabase open(Database database) {
    DatabaseConnections connections = DatabaseConnections.open(database, SCHEMA);
    TransactionIsolationLevel oneMoment =
        switch (database) {
          case Database.Sqlite _ -> TransactionIsolationLevel.SERIALIZABLE;
          case Database.PostgreSql _ -> TransactionIsolationLevel.REPEATABLE_READ;
        };
    Optional<Path> folder =
        switch (database) {
          case Database.Sqlite(Path file) -> Optional.ofNullable(file.toAbsolutePath().getParent());
          case Database.PostgreSql _ -> Optional.empty();
        };
    return new InboxDatabase(connections, new SqlReader(connections.reader(), oneMoment), folder);
  }

  /** Reads; all statements see the same moment. */
  <T> T read(Function<Handle, T> work) {
    try {
      return reader.readOneMoment(work);
    } catch (StoreUnavailableException e) {
      throw meaning(e);
    }
  }

  /**
   * Runs work as one transaction, one after another across processes, durable when this returns.
   */
  <T> T write(Function<Handle, T> work) {
    try {
      return transactions.write(handle -> {
        handle.execute("UPDATE inbox_state SET only_row = 1");
        return work.apply(handle);
      });
    } catch (StoreUnavailableException e) {
      throw meaning(e);
    }
  }

  private StoreException meaning(StoreUnavailableException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof JdbiException
        && (isFull(cause) || (isInputOutput(cause) && diskIsFull()))) {
      return new InboxFullException("The disk of the inbox's database is full", failure);
    }
    return failure;
  }

  private static boolean isFull(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && (sql.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
              || POSTGRESQL_DISK_FULL.equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** SQLite says "input/output error" where it cannot enlarge the file it shares with others. */
  private static boolean isInputOutput(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && (sql.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_IOERR.code) {
        return true;
      }
    }
    return false;
  }

  private boolean diskIsFull() {
    try {
      return folder.isPresent()
          && Files.getFileStore(folder.get()).getUsableSpace() < NEXT_TO_NOTHING_BYTES;
    } catch (IOException _) {
      return false;
    }
  }

  /** What a failure to write a file means. */
  static StoreException meaning(IOException failure) {
    return UploadFiles.isFull(failure)
        ? new InboxFullException("The disk of the inbox is full", failure)
        : new StoreException("A file of the inbox could not be written or read", failure);
  }

  @Override
  public void close() {
    connections.close();
  }
}
