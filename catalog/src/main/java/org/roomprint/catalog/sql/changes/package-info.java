/** The change feed, read together with the records that it tells of. */
@NullMarked
package org.roomprint.catalog.sql.changes;

import org.jspecify.annotations.NullMarked;
