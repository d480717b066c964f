/**
 * Same picture: the PDQ perceptual hash and its exact look-up within a Hamming distance at any
 * size.
 *
 * <p>{@link org.roomprint.vectors.hash.PdqHasher} makes a {@link
 * org.roomprint.vectors.hash.PdqHash} of pixels, with its quality, and for queries those of the
 * eight turned and mirrored forms. It finds a picture again after another size, compression, tone
 * or a little text; not after a crop, for which embeddings and local features are there.
 *
 * <p>Two ways to look hashes up, both exact: {@link org.roomprint.vectors.hash.PdqScan} compares
 * with every one, {@link org.roomprint.vectors.hash.PdqIndex} is built once and serves tens of
 * millions.
 */
@NullMarked
package org.roomprint.vectors.hash;

import org.jspecify.annotations.NullMarked;
