/**
 * Brings hotels, photos and ads in, describes them and puts them into the index.
 *
 * <p>The command line and the worker behind it live below this package. It joins the catalog and
 * the vectors, and knows nothing of HTTP.
 */
@NullMarked
package org.roomprint.indexer;

import org.jspecify.annotations.NullMarked;
