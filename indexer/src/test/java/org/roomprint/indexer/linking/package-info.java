/** Tests of how ads are linked while they come in. */
@NullMarked
package org.roomprint.indexer.linking;

import org.jspecify.annotations.NullMarked;
