/** Everything that is known of a picture's pixels, computed in one pass. */
@NullMarked
package org.roomprint.vectors.describe;

import org.jspecify.annotations.NullMarked;
