/** Tests of the public service over real HTTP. */
@NullMarked
package org.roomprint.mobileupload;

import org.jspecify.annotations.NullMarked;
