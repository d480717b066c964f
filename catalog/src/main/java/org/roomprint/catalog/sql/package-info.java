/**
 * The catalog over SQLite or PostgreSQL; the only package of this module that sees JDBC, Jdbi or
 * the migrations.
 *
 * <p>{@link org.roomprint.catalog.sql.SqlCatalog#open} is the way in. The schema lies beside these
 * classes as SQL files, one set for both databases, with separate ones only where they differ. Both
 * databases are written by one transaction at a time: SQLite allows no other, and on PostgreSQL
 * every writing transaction locks the one row of {@code catalog_state} first. That is what makes
 * the numbers of the change feed appear in their order.
 */
@NullMarked
package org.roomprint.catalog.sql;

import org.jspecify.annotations.NullMarked;
