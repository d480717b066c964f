/**
 * Keeps the index in step with the catalog, and describes nothing.
 *
 * <p>{@link org.roomprint.indexer.indexing.IndexFollower} follows the catalog's change feed, asks
 * for the descriptions that the index lacks, puts them in when they are there, and remembers with
 * each commit how far it has come. {@link org.roomprint.indexer.indexing.BackgroundIndexing} lets
 * it run beside those who describe and those who write the catalog. What is found after any
 * interruption is what an undisturbed run finds.
 */
@NullMarked
package org.roomprint.indexer.indexing;

import org.jspecify.annotations.NullMarked;
