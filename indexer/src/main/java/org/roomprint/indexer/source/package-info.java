/**
 * Where hotels, photos and ads are read from: folders, manifests, the files of Hotels-50K, JSON
 * Lines. A source says what it found line by line, a bad line included; nothing here decides what
 * becomes of it.
 *
 * <p>Begin with {@link org.roomprint.indexer.source.SourceItem}, what a source says of one line,
 * and {@link org.roomprint.indexer.source.Photos}.
 */
@NullMarked
package org.roomprint.indexer.source;

import org.jspecify.annotations.NullMarked;
