/** The index follows a real catalog. */
@org.jspecify.annotations.NullMarked
package org.roomprint.indexer.indexing;
