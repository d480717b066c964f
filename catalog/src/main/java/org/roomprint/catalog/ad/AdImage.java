package org.roomprint.catalog.ad;

import java.util.Map;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;
import org.roomprint.catalog.picture.Facts;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;

/**
 * An image of an ad.
 *
 * @param imageId unique; made by {@link #idOf} unless there is a reason to do otherwise
 * @param adId of an ad that is in the catalog
 * @param position within the ad, from 0
 * @param original the file as it was brought in
 * @param picture the sanitised file that is kept
 * @param facts further facts that were read from the original, such as the camera
 */
public record AdImage(
    String imageId,
    String adId,
    int position,
    OriginalFile original,
    KeptPicture picture,
    Map<String, String> facts) {
  public AdImage {
    Texts.requireId("ad image id", imageId);
    Texts.requireId("ad id", adId);
    if (position < 0) {
      throw new IllegalArgumentException("An ad image's position counts from 0, not " + position);
    }
    facts = Facts.checkedCopy(facts);
  }

  /**
   * The id of an image of this ad with these original bytes: the same file twice in one ad is one
   * image.
   *
   * @param contentHash SHA-256 of the file as brought in, 64 lower-case hexadecimal digits
   */
  public static String idOf(String adId, String contentHash) {
    Texts.requireHex("content hash", contentHash, Digests.SHA256_HEX_DIGITS);
    return Digests.derivedId("ad-image", adId, contentHash);
  }

  /** An image of which nothing but the ad and the files is known. */
  public static AdImage of(String adId, int position, OriginalFile original, KeptPicture picture) {
    return new AdImage(
        idOf(adId, original.contentHash()), adId, position, original, picture, Map.of());
  }
}
