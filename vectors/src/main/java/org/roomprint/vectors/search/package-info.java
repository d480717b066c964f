/** Ranked hotels for query images, linked pictures for an ad image, each with its reason. */
@NullMarked
package org.roomprint.vectors.search;

import org.jspecify.annotations.NullMarked;
