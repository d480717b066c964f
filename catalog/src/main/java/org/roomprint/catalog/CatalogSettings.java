package org.roomprint.catalog;

import java.nio.file.Path;
import java.util.Optional;
import org.roomprint.base.Database;

/**
 * The operator's settings of section {@code catalog}.
 *
 * @param folder holds the picture files, the thumbnails, and the SQLite file unless there is a
 *     database URL
 * @param databaseUrl address of a PostgreSQL database, such as {@code
 *     jdbc:postgresql://host:5432/roomprint}; absent for SQLite
 * @param databaseUser role that may create tables in that database
 * @param databasePassword of the user; better given in the environment than in a file
 * @param auditHeadFile to which the newest record of the audit log is noted whenever there is a new
 *     one; best on another disk, or one that is only appended to. In the folder where it is not set
 */
public record CatalogSettings(
    Path folder,
    Optional<String> databaseUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword,
    Optional<Path> auditHeadFile) {
  public CatalogSettings {
    if (databaseUrl.isPresent() != databaseUser.isPresent()) {
      throw new IllegalArgumentException(
          "catalog.databaseUrl and catalog.databaseUser are given together, or neither");
    }
    if (databasePassword.isPresent() && databaseUrl.isEmpty()) {
      throw new IllegalArgumentException(
          "catalog.databasePassword is given, but no catalog.databaseUrl");
    }
  }

  /** SQLite and pictures in one folder. */
  public static CatalogSettings inFolder(Path folder) {
    return new CatalogSettings(
        folder, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Where the catalog lies by these settings. */
  public CatalogConfiguration configuration() {
    CatalogConfiguration local = CatalogConfiguration.inFolder(folder);
    Path heads = auditHeadFile.orElse(local.auditHeads());
    if (databaseUrl.isEmpty()) {
      return new CatalogConfiguration(
          local.pictures(), local.thumbnails(), local.database(), heads);
    }
    return new CatalogConfiguration(
        local.pictures(),
        local.thumbnails(),
        new Database.PostgreSql(
            databaseUrl.get(), databaseUser.orElseThrow(), databasePassword.orElse("")),
        heads);
  }

  @Override
  public String toString() {
    return "CatalogSettings[folder="
        + folder
        + ", "
        + (databaseUrl.isPresent() ? "PostgreSQL" : "SQLite")
        + "]";
  }
}
