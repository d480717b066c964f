/**
 * Turns pictures into numbers, and numbers into nearest neighbours.
 *
 * <p>Everything that looks at pixels lives below this package: the gate before any decoder, decoding,
 * masks, hashes, embeddings, local features, the index over them, and the ranking by hotel. It knows
 * nothing of HTTP, SQL or command lines. Only {@code embedding} sees DJL; only {@code image}, {@code
 * hash} and {@code local} see OpenCV; only {@code index.lucene} sees Lucene.
 */
@NullMarked
package org.roomprint.vectors;

import org.jspecify.annotations.NullMarked;
