/**
 * Brings hotels, photos and ads in, describes them and puts them into the index: three steps that
 * know nothing of one another.
 *
 * <p>{@code importing} and {@code intake} write the catalog, {@code describing} makes descriptions
 * of its pictures, {@code indexing} takes them into the index; {@code cli} puts them together, in
 * one command or in the process that goes on ({@code roomprint work}). Nothing here knows of HTTP.
 */
@NullMarked
package org.roomprint.indexer;

import org.jspecify.annotations.NullMarked;
