/**
 * The steps by which a file is on the disk as a whole, or not at all: written beside its place,
 * forced, renamed, and its folder forced too. {@link org.roomprint.base.files.DiskAccess} names
 * them, so that a test can let each of them fail.
 */
@NullMarked
package org.roomprint.base.files;

import org.jspecify.annotations.NullMarked;
