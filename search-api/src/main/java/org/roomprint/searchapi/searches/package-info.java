/**
 * Searches over HTTP: each needs a case and a purpose, holds its query images in memory only, and
 * is recorded in the audit log before its answer is sent.
 *
 * <p>{@link org.roomprint.searchapi.searches.HotelSearches} answers in which hotel pictures were
 * taken, {@link org.roomprint.searchapi.searches.PictureLookups} where a picture is known, {@link
 * org.roomprint.searchapi.searches.AdLinkSearches} what an ad is linked with. All of them wait for
 * a turn ({@link org.roomprint.searchapi.searches.SearchSlots}), read what was sent by {@link
 * org.roomprint.searchapi.searches.QueryPictures}, and search in a session of {@link
 * org.roomprint.searchapi.searches.Sessions}; what was asked and found is recorded by {@code
 * SearchAudit}.
 */
@NullMarked
package org.roomprint.searchapi.searches;

import org.jspecify.annotations.NullMarked;
