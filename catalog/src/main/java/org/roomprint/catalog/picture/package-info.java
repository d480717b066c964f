/**
 * What every picture of the catalog has, whatever it belongs to: the {@linkplain
 * org.roomprint.catalog.picture.OriginalFile file as it was brought in}, of which only the hashes
 * and the size are kept; the {@linkplain org.roomprint.catalog.picture.KeptPicture sanitised file}
 * that lies in the picture store; and a few named facts that were read from the original.
 *
 * <p>A {@link org.roomprint.catalog.picture.PictureId} is the SHA-256 of the kept file. Two records
 * with the same id share one file, which is deleted with the last of them.
 */
@NullMarked
package org.roomprint.catalog.picture;

import org.jspecify.annotations.NullMarked;
