/**
 * Keeps the index in step with the catalog: follows its change feed, describes what is new from the
 * kept pictures, and remembers with each commit how far it has come. What is found after any
 * interruption is what an undisturbed run finds.
 */
@NullMarked
package org.roomprint.indexer.indexing;

import org.jspecify.annotations.NullMarked;
