/**
 * Keeps picture files: each named by the SHA-256 of its content, whole or not there at all.
 *
 * <p>A file is written beside its final place under a temporary name, forced to the disk, renamed,
 * and its folder forced too, so that a power cut or a full disk never leaves half a picture under a
 * valid name. Nothing here looks into a picture: what the bytes mean is not known.
 *
 * <p>Begin with {@link org.roomprint.catalog.files.PictureStore}.
 */
@NullMarked
package org.roomprint.catalog.files;

import org.jspecify.annotations.NullMarked;
