package org.roomprint.indexer.source;

import java.util.List;
import java.util.Set;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.Seen;

/**
 * An ad that a source offers.
 *
 * @param ad as the source describes it
 * @param images its image files, in order
 * @param said what the source speaks of: the rest stays as it is known
 * @param seen when the source saw it
 * @param isNamedByUrl whether its address says which ad it is: one that is known by that address is
 *     the same one
 */
public record AdRecord(
    Ad ad, List<ListedFile> images, Set<Ad.Detail> said, Seen seen, boolean isNamedByUrl) {
  public AdRecord {
    images = List.copyOf(images);
    said = Set.copyOf(said);
  }

  /** An ad that the source names. */
  public AdRecord(Ad ad, List<ListedFile> images, Set<Ad.Detail> said, Seen seen) {
    this(ad, images, said, seen, false);
  }

  /** The same ad by the name under which it is known. */
  public AdRecord named(Ad known) {
    Ad named =
        new Ad(
            known.adId(),
            known.site(),
            known.siteAdId(),
            ad.posted(),
            ad.title(),
            ad.text(),
            ad.place(),
            ad.country(),
            ad.city(),
            ad.selectors(),
            ad.url(),
            ad.postedWritten(),
            ad.prices());
    return new AdRecord(named, images, said, seen, false);
  }

  /** Bytes of images that it holds in memory. */
  public long heldBytes() {
    return images.stream().mapToLong(ListedFile::heldBytes).sum();
  }
}
