package org.roomprint.indexer.source;

import java.util.List;
import java.util.Set;
import org.roomprint.catalog.ad.Ad;

/**
 * An ad that a source offers.
 *
 * @param ad as the source describes it
 * @param images its image files, in order
 * @param said what the source speaks of: the rest stays as it is known
 */
public record AdRecord(Ad ad, List<ListedFile> images, Set<Ad.Detail> said) {
  public AdRecord {
    images = List.copyOf(images);
    said = Set.copyOf(said);
  }
}
