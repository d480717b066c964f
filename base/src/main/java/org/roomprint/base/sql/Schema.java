package org.roomprint.base.sql;

import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * A set of tables that is kept in a database of its own, and how it is made and brought up to date.
 *
 * @param what the word for it in messages
 * @param onSqlite folders of the class path with the migrations for SQLite
 * @param onPostgreSql the same for PostgreSQL
 * @param steps migrations that SQL cannot say, for both
 * @param types registers how its values are bound and its rows are read, beside {@link ValueTypes}
 */
public record Schema(
    String what,
    List<String> onSqlite,
    List<String> onPostgreSql,
    List<JavaMigration> steps,
    JdbiPlugin types) {
  public Schema {
    onSqlite = List.copyOf(onSqlite);
    onPostgreSql = List.copyOf(onPostgreSql);
    steps = List.copyOf(steps);
  }

  /** Tables of which every value and row is one that {@link ValueTypes} knows. */
  public Schema(
      String what, List<String> onSqlite, List<String> onPostgreSql, List<JavaMigration> steps) {
    this(what, onSqlite, onPostgreSql, steps, new JdbiPlugin() {});
  }
}
