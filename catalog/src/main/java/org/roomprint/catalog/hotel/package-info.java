/**
 * Hotels and the chains that they belong to.
 *
 * <p>A list that is imported need not speak of everything: {@link
 * org.roomprint.catalog.hotel.Hotel#over} says what becomes of what was known before. Hotels are
 * found by id, or by words of their names through the {@link
 * org.roomprint.catalog.hotel.HotelStore}.
 */
@NullMarked
package org.roomprint.catalog.hotel;

import org.jspecify.annotations.NullMarked;
