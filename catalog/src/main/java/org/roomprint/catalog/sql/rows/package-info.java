/**
 * What every store reads with: rows of the tables to records, rows to pages, and which records were
 * deleted on purpose.
 *
 * <p>Begin with {@link org.roomprint.catalog.sql.rows.CatalogTypes}.
 */
@NullMarked
package org.roomprint.catalog.sql.rows;

import org.jspecify.annotations.NullMarked;
