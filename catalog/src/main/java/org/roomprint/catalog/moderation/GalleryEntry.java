package org.roomprint.catalog.moderation;

import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Provenance;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;

/** Puts the photos of a contribution into the gallery, and takes them out of it. */
public final class GalleryEntry {
  private GalleryEntry() {}

  /**
   * Puts its photos into the gallery: unverified, or trusted where a partner sent them.
   *
   * @param contribution whose hotel is in the catalog
   * @return the contribution, released
   */
  public static Contribution enter(CatalogWriter writer, Contribution contribution) {
    Tier tier = contribution.origin() == Origin.PARTNER ? Tier.TRUSTED : Tier.UNVERIFIED;
    for (ContributedPhoto photo : contribution.photos()) {
      if (photo.picture().isPresent()) {
        writer.reinstatePhoto(photo.photoId()); // taken out once, and wanted again
        writer.putPhoto(photo(contribution, photo, photo.picture().get(), tier));
      }
    }
    Contribution released =
        contribution.inState(ContributionState.RELEASED).findableFrom(Optional.empty());
    writer.contributions().put(released);
    return released;
  }

  /** Takes its photos out of the gallery, where they are there. */
  public static void leave(CatalogWriter writer, Contribution contribution) {
    contribution.photos().forEach(photo -> writer.deletePhoto(photo.photoId()));
  }

  private static Photo photo(
      Contribution contribution, ContributedPhoto photo, KeptPicture picture, Tier tier) {
    return new Photo(
        photo.photoId(),
        contribution.hotelId().orElseThrow(),
        contribution.room(),
        Optional.of(photo.label().toLowerCase(java.util.Locale.ROOT)),
        contribution.origin() == Origin.PARTNER ? "partner" : "public",
        Optional.empty(),
        Optional.of(contribution.month().atDay(1)),
        new OriginalFile(photo.contentHash(), Optional.empty(), Optional.empty(), photo.bytes()),
        picture,
        Map.of(),
        new Provenance(contribution.origin(), tier, Optional.of(contribution.visitId())));
  }
}
