/** Runs of imports, and what they refused. */
@NullMarked
package org.roomprint.catalog.sql.importing;

import org.jspecify.annotations.NullMarked;
