/**
 * Brings hotels, photos and ads into the catalog: read, check, sanitise, record.
 *
 * <p>{@link org.roomprint.indexer.importing.HotelImporter}, {@link
 * org.roomprint.indexer.importing.PhotoImporter} and {@link
 * org.roomprint.indexer.importing.AdImporter} take what a source found line by line; {@link
 * org.roomprint.indexer.importing.PictureIngest} is what happens to each picture file. An import
 * may be stopped anywhere, also by {@code kill -9}, and run again: nothing comes in twice, nothing
 * is lost, and a bad file is a counted refusal.
 */
@NullMarked
package org.roomprint.indexer.importing;

import org.jspecify.annotations.NullMarked;
