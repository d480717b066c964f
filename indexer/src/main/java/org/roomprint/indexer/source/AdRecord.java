package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.util.List;
import org.roomprint.catalog.Ad;

/**
 * An ad that a source offers.
 *
 * @param ad as it is to be kept
 * @param images its image files, in order
 */
public record AdRecord(Ad ad, List<Path> images) {
  public AdRecord {
    images = List.copyOf(images);
  }
}
