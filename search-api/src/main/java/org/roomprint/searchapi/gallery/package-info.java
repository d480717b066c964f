/**
 * Hotels, photos and ads as the catalog has them: looking at hotels and small pictures is no search
 * and needs no case; whole pictures and ads do, are counted for each key, and are recorded.
 *
 * <p>Begin with {@link org.roomprint.searchapi.gallery.GalleryRoutes}.
 */
@NullMarked
package org.roomprint.searchapi.gallery;

import org.jspecify.annotations.NullMarked;
