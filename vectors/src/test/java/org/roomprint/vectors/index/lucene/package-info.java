/** Tests of the package of the same name. */
@NullMarked
package org.roomprint.vectors.index.lucene;

import org.jspecify.annotations.NullMarked;
