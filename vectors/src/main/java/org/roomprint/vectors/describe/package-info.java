/**
 * Everything that is known of a picture's pixels, computed in one pass.
 *
 * <p>{@link org.roomprint.vectors.describe.PictureDescriber} makes it. Whoever describes leaves it
 * in a {@link org.roomprint.vectors.describe.DescriptionStore} for the one who indexes.
 */
@NullMarked
package org.roomprint.vectors.describe;

import org.jspecify.annotations.NullMarked;
