/**
 * A stranger's bytes to checked pixels: gate, decoder (in a worker process), sanitising, masks,
 * content hashes, EXIF.
 */
@NullMarked
package org.roomprint.vectors.image;

import org.jspecify.annotations.NullMarked;
