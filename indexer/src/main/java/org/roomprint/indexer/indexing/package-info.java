/**
 * Keeps the index in step with the catalog.
 *
 * <p>{@link org.roomprint.indexer.indexing.IndexUpdater} follows the catalog's change feed,
 * describes what is new from the kept pictures, puts it into the index, and remembers with each
 * commit how far it has come. What is found after any interruption is what an undisturbed run
 * finds.
 */
@NullMarked
package org.roomprint.indexer.indexing;

import org.jspecify.annotations.NullMarked;
