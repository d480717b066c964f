/**
 * Which pictures are still to be described, and who is at it: {@link
 * org.roomprint.catalog.describing.DescribeTasks} is all that those who describe and the one who
 * indexes have to agree upon, on one machine or on many.
 */
@NullMarked
package org.roomprint.catalog.describing;

import org.jspecify.annotations.NullMarked;
