package org.roomprint.catalog;

import java.nio.file.Path;
import org.roomprint.base.Database;

/**
 * Where a catalog lies.
 *
 * @param pictures folder of the kept picture files
 * @param thumbnails folder of the thumbnails
 * @param database where the records are
 * @param auditHeads file to which the newest record of the audit log is noted whenever there is a
 *     new one; what was changed or cut off in the database does not fit it
 */
public record CatalogConfiguration(
    Path pictures, Path thumbnails, Database database, Path auditHeads) {
  /** With the file of audit heads beside the pictures. */
  public CatalogConfiguration(Path pictures, Path thumbnails, Database database) {
    this(pictures, thumbnails, database, pictures.resolveSibling("audit-heads"));
  }

  /** A catalog on this machine that lies in one folder as a whole. */
  public static CatalogConfiguration inFolder(Path folder) {
    return new CatalogConfiguration(
        folder.resolve("pictures"),
        folder.resolve("thumbnails"),
        new Database.Sqlite(folder.resolve("catalog.sqlite")));
  }
}
