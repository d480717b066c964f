/**
 * Long lists, a part at a time: a {@link org.roomprint.catalog.paging.Page} and the {@link
 * org.roomprint.catalog.paging.Cursor} behind which the next one begins.
 *
 * <p>A cursor holds the sort key of the last item and no number of rows, so it stays where it is
 * while records are added and deleted. It is opaque outside of the list that handed it out.
 */
@NullMarked
package org.roomprint.catalog.paging;

import org.jspecify.annotations.NullMarked;
