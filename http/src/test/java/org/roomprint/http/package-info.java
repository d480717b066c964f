/** Tests of what both services share. */
@NullMarked
package org.roomprint.http;

import org.jspecify.annotations.NullMarked;
