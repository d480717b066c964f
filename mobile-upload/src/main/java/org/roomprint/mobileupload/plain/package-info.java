/**
 * The form that needs no JavaScript: pages from the templates in {@code src/main/jte}, which the
 * build makes classes of this package, texts in one file per language, photos taken from the
 * request as they come and never held in memory.
 *
 * <p>Begin with {@link org.roomprint.mobileupload.plain.PlainRoutes}.
 */
@NullMarked
package org.roomprint.mobileupload.plain;

import org.jspecify.annotations.NullMarked;
