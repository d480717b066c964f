package org.roomprint.base.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.roomprint.base.Database;

/** The databases that every test of the stores runs on. */
public enum TestDatabase {
  /** A file. */
  SQLITE {
    @Override
    public Database empty(Path file) {
      return new Database.Sqlite(file);
    }
  },
  /** A server of the tests' own. */
  POSTGRESQL {
    @Override
    public Database empty(Path file) {
      return switch (PostgreSqlCluster.theOne()) {
        case PostgreSqlCluster.Start.Running(PostgreSqlCluster cluster) -> cluster.newDatabase();
        case PostgreSqlCluster.Start.Impossible(String reason) ->
            Assumptions.abort("Not run on PostgreSQL: " + reason);
      };
    }
  };

  /**
   * An empty database; ends the test as skipped where this one cannot run.
   *
   * @param file where SQLite is to keep it
   */
  public abstract Database empty(Path file);
}
