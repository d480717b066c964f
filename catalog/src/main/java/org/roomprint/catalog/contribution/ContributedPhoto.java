package org.roomprint.catalog.contribution;

import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;
import org.roomprint.catalog.picture.KeptPicture;

/**
 * A photo of a contribution.
 *
 * @param photoId made by {@link #idOf}; also its id in the gallery
 * @param label what it shows, as its sender says: a word such as {@code BED}
 * @param contentHash SHA-256 of the file as it was sent, 64 hexadecimal digits
 * @param bytes of that file
 * @param picture the sanitised picture; absent where it was dropped
 */
public record ContributedPhoto(
    String photoId, String label, String contentHash, long bytes, Optional<KeptPicture> picture) {
  public ContributedPhoto {
    Texts.requireId("photo id", photoId);
    Texts.requireId("label", label);
    Texts.requireHex("content hash", contentHash, Digests.SHA256_HEX_DIGITS);
  }

  /** The id of a photo of a contribution: the same whenever the contribution is taken in. */
  public static String idOf(String contributionId, String sentPhotoId) {
    return Digests.derivedId("contributed photo", contributionId, sentPhotoId);
  }

  /** The same without its picture. */
  public ContributedPhoto dropped() {
    return new ContributedPhoto(photoId, label, contentHash, bytes, Optional.empty());
  }
}
