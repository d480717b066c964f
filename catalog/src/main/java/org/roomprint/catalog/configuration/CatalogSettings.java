package org.roomprint.catalog.configuration;

import java.nio.file.Path;
import java.util.Optional;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.CatalogConfiguration.Database;

/**
 * Section {@code catalog} of the configuration.
 *
 * @param folder of the pictures, the thumbnails and, unless a database is given, the records
 * @param databaseUrl of a PostgreSQL database, such as {@code
 *     jdbc:postgresql://host:5432/roomprint}
 * @param databaseUser role in it
 * @param databasePassword of the role
 */
public record CatalogSettings(
    Path folder,
    Optional<String> databaseUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword) {
  public CatalogSettings {
    if (databaseUrl.isEmpty() && (databaseUser.isPresent() || databasePassword.isPresent())) {
      throw new IllegalArgumentException(
          "databaseUser and databasePassword belong to a databaseUrl, which is not given");
    }
    if (databaseUrl.isPresent() && databaseUser.isEmpty()) {
      throw new IllegalArgumentException("A databaseUrl needs a databaseUser");
    }
  }

  /** Everything in one folder, without a database server. */
  public static CatalogSettings defaults(Path data) {
    return new CatalogSettings(
        data.resolve("catalog"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What a catalog is opened with. */
  public CatalogConfiguration toConfiguration() {
    CatalogConfiguration inFolder = CatalogConfiguration.inFolder(folder);
    if (databaseUrl.isEmpty()) {
      return inFolder;
    }
    return new CatalogConfiguration(
        inFolder.pictures(),
        inFolder.thumbnails(),
        new Database.PostgreSql(
            databaseUrl.get(), databaseUser.orElseThrow(), databasePassword.orElse("")));
  }

  @Override
  public String toString() {
    return "CatalogSettings["
        + folder
        + ", "
        + (databaseUrl.isPresent() ? "PostgreSQL" : "SQLite")
        + "]";
  }
}
