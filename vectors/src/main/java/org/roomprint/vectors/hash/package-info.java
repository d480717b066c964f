/**
 * Same picture: the PDQ perceptual hash and its exact look-up within a Hamming distance at any
 * size.
 */
@NullMarked
package org.roomprint.vectors.hash;

import org.jspecify.annotations.NullMarked;
