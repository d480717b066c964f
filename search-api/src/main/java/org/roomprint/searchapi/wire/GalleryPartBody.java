package org.roomprint.searchapi.wire;

/**
 * How many photos a filter leaves, on the wire.
 *
 * @param photos that it leaves
 * @param gallerySize photos without it
 * @param withoutDate photos of which no day is known; a filter by date leaves them out
 * @param withoutPlace photos of hotels whose coordinates are not known; an area leaves them out
 */
public record GalleryPartBody(long photos, long gallerySize, long withoutDate, long withoutPlace) {}
