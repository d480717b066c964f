/**
 * The form that needs no JavaScript: pages written here, texts in one file per language, photos
 * taken from the request as they come and never held in memory.
 */
@NullMarked
package org.roomprint.mobileupload.plain;

import org.jspecify.annotations.NullMarked;
