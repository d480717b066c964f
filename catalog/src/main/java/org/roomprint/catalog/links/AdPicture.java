package org.roomprint.catalog.links;

import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * An image of an ad, with the pictures that it is the same as and the room that it shows.
 *
 * <p>Pictures with one key are the same. A copy is told by its hash only from the first one of its
 * key, so that no chain of small changes joins what is not alike; where points match, from any.
 *
 * @param imageId of the image
 * @param adId of its ad
 * @param evidence why it has its key, or none
 * @param pictureKey id of the first image that shows this picture; absent where it is linked with
 *     nothing
 * @param ofImage the image by which it got its key; absent for the first one
 * @param pdqDistance bits in which the hashes of the two differ, 0..256
 * @param copy how it lies over that image, where matching points told
 * @param roomKey the picture key of the first image that shows this room; absent where no other
 *     does
 * @param roomOf the image by which that was told; absent for the first one
 */
public record AdPicture(
    String imageId,
    String adId,
    PictureEvidence evidence,
    Optional<String> pictureKey,
    Optional<String> ofImage,
    Optional<Integer> pdqDistance,
    Optional<CopyShape> copy,
    Optional<String> roomKey,
    Optional<String> roomOf) {
  public AdPicture {
    Texts.requireId("ad image id", imageId);
    Texts.requireId("ad id", adId);
    boolean isLinked =
        switch (evidence) {
          case FIRST, SAME_BYTES, SAME_PICTURE, EDITED_COPY -> true;
          case FLAT, UNREADABLE -> false;
        };
    if (isLinked != pictureKey.isPresent()) {
      throw new IllegalArgumentException(
          "An image of evidence "
              + evidence
              + " has "
              + (isLinked ? "a picture key" : "no picture key"));
    }
  }

  /** An image that is linked with nothing. */
  public static AdPicture without(PictureEvidence evidence, String imageId, String adId) {
    return new AdPicture(
        imageId,
        adId,
        evidence,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** An image that is the first of its kind. */
  public static AdPicture first(String imageId, String adId) {
    return new AdPicture(
        imageId,
        adId,
        PictureEvidence.FIRST,
        Optional.of(imageId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, known to show this room. */
  public AdPicture inRoom(String key, Optional<String> by) {
    return new AdPicture(
        imageId, adId, evidence, pictureKey, ofImage, pdqDistance, copy, Optional.of(key), by);
  }
}
