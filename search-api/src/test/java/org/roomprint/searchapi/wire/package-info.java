/** Tests of bodies that need no running service. */
@NullMarked
package org.roomprint.searchapi.wire;

import org.jspecify.annotations.NullMarked;
