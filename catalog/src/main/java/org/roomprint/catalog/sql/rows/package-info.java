/**
 * What every store reads with: rows of the tables to records, rows to pages, and which records were
 * deleted on purpose.
 */
@NullMarked
package org.roomprint.catalog.sql.rows;

import org.jspecify.annotations.NullMarked;
