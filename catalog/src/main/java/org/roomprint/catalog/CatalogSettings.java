package org.roomprint.catalog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The operator's settings of section {@code catalog}.
 *
 * @param folder holds the picture files, the thumbnails, and the SQLite file unless there is a
 *     database URL
 * @param databaseUrl address of a PostgreSQL database, such as {@code
 *     jdbc:postgresql://host:5432/roomprint}; absent for SQLite
 * @param databaseUser role that may create tables in that database
 * @param databasePassword of the user; better given in the environment than in a file
 */
public record CatalogSettings(
    Path folder,
    Optional<String> databaseUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword) {
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
    return new CatalogSettings(folder, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Where the catalog lies by these settings. */
  public CatalogConfiguration configuration() {
    CatalogConfiguration local = CatalogConfiguration.inFolder(folder);
    if (databaseUrl.isEmpty()) {
      return local;
    }
    return new CatalogConfiguration(
        local.pictures(),
        local.thumbnails(),
        new CatalogConfiguration.Database.PostgreSql(
            databaseUrl.get(), databaseUser.orElseThrow(), databasePassword.orElse("")));
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
