/**
 * What changed, in order, for whoever keeps something derived from the catalog.
 *
 * <p>The follower asks the {@link org.roomprint.catalog.changes.ChangeFeed} for what came after the
 * number it has reached, brings its own state up to date, and keeps the new number together with
 * that state. A change carries the whole record as it is now, so a follower never reads the
 * catalog's other stores, and of several changes to one picture it is told the last. From 0 the
 * feed tells of everything, which is how an index is made anew.
 */
@NullMarked
package org.roomprint.catalog.changes;

import org.jspecify.annotations.NullMarked;
