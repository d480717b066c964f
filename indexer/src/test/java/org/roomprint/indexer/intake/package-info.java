/** The way from the inbox to the gallery, with a real inbox, catalog, model and index. */
@org.jspecify.annotations.NullMarked
package org.roomprint.indexer.intake;
