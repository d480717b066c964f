/**
 * Runs of imports: what each brought, and every file or line that it could not take, with the
 * reason.
 *
 * <p>A run is written when it begins and again as it goes on, so that one that was killed is seen
 * as {@linkplain org.roomprint.catalog.importing.ImportRun never finished}. It names its source by
 * a hash and never by a path.
 */
@NullMarked
package org.roomprint.catalog.importing;

import org.jspecify.annotations.NullMarked;
