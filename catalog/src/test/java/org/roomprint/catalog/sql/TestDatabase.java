package org.roomprint.catalog.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.roomprint.catalog.CatalogConfiguration;

/** The databases that every test of the stores runs on. */
enum TestDatabase {
  SQLITE {
    @Override
    CatalogConfiguration configuration(Path folder) {
      return CatalogConfiguration.inFolder(folder);
    }
  },
  POSTGRESQL {
    @Override
    CatalogConfiguration configuration(Path folder) {
      return switch (PostgreSqlCluster.theOne()) {
        case PostgreSqlCluster.Start.Running(PostgreSqlCluster cluster) ->
            new CatalogConfiguration(
                folder.resolve("pictures"), folder.resolve("thumbnails"), cluster.newDatabase());
        case PostgreSqlCluster.Start.Impossible(String reason) ->
            Assumptions.abort("Not run on PostgreSQL: " + reason);
      };
    }
  };

  /** An empty catalog's configuration; ends the test as skipped where this database cannot run. */
  abstract CatalogConfiguration configuration(Path folder);
}
