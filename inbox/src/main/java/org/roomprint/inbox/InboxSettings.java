package org.roomprint.inbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.roomprint.base.Database;

/**
 * Section {@code inbox} of the configuration; the public service and the trusted side are given the
 * same.
 *
 * @param folder holds the uploaded files, the key of the hashes, and the SQLite file unless there
 *     is a database URL
 * @param databaseUrl address of a PostgreSQL database or schema that holds nothing but the inbox,
 *     such as {@code jdbc:postgresql://host:5432/roomprint?currentSchema=inbox}; absent for SQLite
 * @param databaseUser role that may do nothing outside of it
 * @param databasePassword of the user; better given in the environment than in a file
 */
public record InboxSettings(
    Path folder,
    Optional<String> databaseUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword) {
  public InboxSettings {
    if (databaseUrl.isPresent() != databaseUser.isPresent()) {
      throw new IllegalArgumentException(
          "inbox.databaseUrl and inbox.databaseUser are given together, or neither");
    }
    if (databasePassword.isPresent() && databaseUrl.isEmpty()) {
      throw new IllegalArgumentException(
          "inbox.databasePassword is given, but no inbox.databaseUrl");
    }
  }

  /** SQLite and uploads in one folder. */
  public static InboxSettings inFolder(Path folder) {
    return new InboxSettings(folder, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Where the rows are. */
  public Database database() {
    return databaseUrl
        .<Database>map(url ->
            new Database.PostgreSql(url, databaseUser.orElseThrow(), databasePassword.orElse("")))
        .orElseGet(() -> new Database.Sqlite(folder.resolve("inbox.sqlite")));
  }

  /** Whether the folder holds no inbox yet, so that opening it makes one; never of PostgreSQL. */
  public boolean isMissing() {
    return database() instanceof Database.Sqlite(Path file) && !Files.exists(file);
  }

  @Override
  public String toString() {
    return "InboxSettings[folder="
        + folder
        + ", "
        + (databaseUrl.isPresent() ? "PostgreSQL" : "SQLite")
        + "]";
  }
}
