/**
 * Keeps what we know: hotels, photos, ads, cases, submissions, and the audit of every search.
 *
 * <p>The catalog is the truth from which the index can be rebuilt at any time. Records and store
 * interfaces live below this package; only {@code sql} sees JDBC. It knows nothing of pixels,
 * vectors or HTTP.
 */
@NullMarked
package org.roomprint.catalog;

import org.jspecify.annotations.NullMarked;
