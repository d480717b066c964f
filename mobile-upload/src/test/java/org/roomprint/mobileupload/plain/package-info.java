/** Tests of the form's texts. */
@NullMarked
package org.roomprint.mobileupload.plain;

import org.jspecify.annotations.NullMarked;
