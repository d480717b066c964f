/** Tests of who a client is and how much it may do. */
@NullMarked
package org.roomprint.mobileupload.limits;

import org.jspecify.annotations.NullMarked;
