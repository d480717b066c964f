/** Tests of what guards the routes that need no running service. */
@NullMarked
package org.roomprint.searchapi.http;

import org.jspecify.annotations.NullMarked;
