/**
 * The catalog over SQLite or PostgreSQL; this package and those below it are the only ones of the
 * module that see JDBC, Jdbi or the migrations.
 *
 * <p>{@link org.roomprint.catalog.sql.SqlCatalog#open} is the way in, and the only class that
 * others see. Below lies one package for each kind of record, which reads and writes its tables:
 * {@code hotel}, {@code photo}, {@code ad}, {@code links}, {@code importing}, {@code contribution},
 * {@code audit}, {@code changes}, {@code describing}. What they share is {@code rows}, and {@code
 * writing} for those that write.
 *
 * <p>The schema lies beside these classes as SQL files, one set for both databases, with separate
 * ones only where they differ. Both databases are written by one transaction at a time: SQLite
 * allows no other, and on PostgreSQL every writing transaction locks the one row of {@code
 * catalog_state} first. That is what makes the numbers of the change feed appear in their order.
 */
@NullMarked
package org.roomprint.catalog.sql;

import org.jspecify.annotations.NullMarked;
