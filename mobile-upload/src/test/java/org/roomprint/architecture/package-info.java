/** Tests of what the public service is built from. */
@NullMarked
package org.roomprint.architecture;

import org.jspecify.annotations.NullMarked;
