/**
 * The gallery index on one machine, by Apache Lucene. The only package that sees Lucene.
 *
 * <p>A writing process opens {@link org.roomprint.vectors.index.lucene.IndexGenerations} and puts
 * pictures into the current generation or the next one. Serving processes open {@link
 * org.roomprint.vectors.index.lucene.GalleryReader}, which always gives a snapshot of the newest
 * commit of the current generation. One generation is one Lucene index: {@link
 * org.roomprint.vectors.index.lucene.LuceneGalleryIndex}.
 *
 * <p>A picture is one Lucene document. Photos and ad images have a vector field and a hash field of
 * their own, so that a search in one kind never walks through the other.
 */
@NullMarked
package org.roomprint.vectors.index.lucene;

import org.jspecify.annotations.NullMarked;
