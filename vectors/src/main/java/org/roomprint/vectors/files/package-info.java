/**
 * What several packages do with files and folders, whatever lies in them. It knows of no picture
 * and no index.
 */
@NullMarked
package org.roomprint.vectors.files;

import org.jspecify.annotations.NullMarked;
