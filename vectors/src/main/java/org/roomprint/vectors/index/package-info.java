/**
 * Where picture descriptions are kept and found: the interfaces and their values; implementations
 * lie below.
 *
 * <p>{@link org.roomprint.vectors.index.GalleryIndexes} is the door: it opens {@link
 * org.roomprint.vectors.index.IndexGenerations} for the one process that writes, and a {@link
 * org.roomprint.vectors.index.GalleryReader} for each that searches. What is searched is always one
 * {@link org.roomprint.vectors.index.GallerySnapshot}, which does not change.
 */
@NullMarked
package org.roomprint.vectors.index;

import org.jspecify.annotations.NullMarked;
