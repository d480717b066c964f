/**
 * Hotels, photos and ads as the catalog has them: looking at them is no search and needs no case
 * reference.
 */
@NullMarked
package org.roomprint.searchapi.gallery;

import org.jspecify.annotations.NullMarked;
