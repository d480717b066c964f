package org.roomprint.base;

import java.nio.file.Path;

/** Where a database is. */
public sealed interface Database {
  /**
   * One file, for one machine.
   *
   * @param file made with its folder where it does not exist
   */
  record Sqlite(Path file) implements Database {}

  /**
   * A PostgreSQL server, for several machines; its database must exist.
   *
   * @param url begins with {@code jdbc:postgresql:} and holds no password
   * @param user role that may create tables in the database
   * @param password of the user; may be empty
   */
  record PostgreSql(String url, String user, String password) implements Database {
    public PostgreSql {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "The address of a PostgreSQL database reads like jdbc:postgresql://host:5432/roomprint");
      }
      if (url.contains("password=")) {
        throw new IllegalArgumentException(
            "The password of a database is given by itself, not inside its address, where logs would show it");
      }
      if (user.isBlank()) {
        throw new IllegalArgumentException("The user of a PostgreSQL database is not blank");
      }
    }

    @Override
    public String toString() {
      return "PostgreSql[user and password not shown]";
    }
  }
}
