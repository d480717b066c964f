/**
 * The gallery: photos of hotels, each with the hotel that it is said to show, and how far that is
 * trusted.
 *
 * <p>The same file for the same hotel is the same {@link org.roomprint.catalog.photo.Photo},
 * whatever it is called and however often it comes. A photo's {@link
 * org.roomprint.catalog.photo.Provenance} says who gave it; its {@link
 * org.roomprint.catalog.photo.Tier} may change later, when others confirm what it shows.
 */
@NullMarked
package org.roomprint.catalog.photo;

import org.jspecify.annotations.NullMarked;
