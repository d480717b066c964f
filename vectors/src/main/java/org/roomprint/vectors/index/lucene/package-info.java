/**
 * The gallery index on one machine, by Apache Lucene. The only package that sees Lucene.
 *
 * <p>{@link org.roomprint.vectors.index.lucene.LuceneGalleryIndexes} opens the folder of an index:
 * for one process to write the current generation or the next one, for others to search the newest
 * commit of the current one. One generation is one Lucene index: {@link
 * org.roomprint.vectors.index.lucene.LuceneGalleryIndex}.
 *
 * <p>A picture is one Lucene document. Photos and ad images have a vector field and a hash field of
 * their own, so that a search in one kind never walks through the other.
 */
@NullMarked
package org.roomprint.vectors.index.lucene;

import org.jspecify.annotations.NullMarked;
