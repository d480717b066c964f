/**
 * Databases of SQLite and PostgreSQL: opened with their tables up to date, read from at one moment,
 * written to by one transaction at a time.
 *
 * <p>{@link org.roomprint.base.sql.DatabaseConnections#open} is the way in; whose tables they are
 * says the {@link org.roomprint.base.sql.Schema} it is given. Only the packages {@code sql} of the
 * catalog and the inbox use it, and no other package sees JDBC, Jdbi, the pool or the migrations.
 */
@NullMarked
package org.roomprint.base.sql;

import org.jspecify.annotations.NullMarked;
