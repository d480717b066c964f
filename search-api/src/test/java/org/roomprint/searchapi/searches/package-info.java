/** Tests of the searches that need no running service. */
@NullMarked
package org.roomprint.searchapi.searches;

import org.jspecify.annotations.NullMarked;
