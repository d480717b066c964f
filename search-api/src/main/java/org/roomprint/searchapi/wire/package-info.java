/**
 * The JSON that goes over the wire, field by field as {@code openapi.yaml} describes it; made from
 * what the catalog and the searches know, and from nothing else.
 *
 * <p>Begin with {@link org.roomprint.searchapi.wire.HotelSearchAnswerBody}.
 */
@NullMarked
package org.roomprint.searchapi.wire;

import org.jspecify.annotations.NullMarked;
