/**
 * Points of a picture that can be found again in another one, and the geometry that verifies them.
 *
 * <p>{@link org.roomprint.vectors.local.RootSiftExtractor} gives a picture's {@link
 * org.roomprint.vectors.local.LocalFeatures}; {@link org.roomprint.vectors.local.MagsacVerifier}
 * compares those of two pictures and says by a {@link org.roomprint.vectors.local.Verification}
 * which points one geometry explains, how unlikely that is by chance, and what the pictures share
 * ({@link org.roomprint.vectors.local.SharedContent}): the picture, the room, one object, or
 * nothing.
 */
@NullMarked
package org.roomprint.vectors.local;

import org.jspecify.annotations.NullMarked;
