package org.roomprint.searchapi.wire;

import java.util.List;

/**
 * Links of an ad on the wire.
 *
 * @param auditId number of the audit record
 * @param auditHash hash of the audit record; kept, it shows later that the log still has it
 * @param ad that was asked about
 * @param pictureLinks of its images
 * @param unreadableImages images of the ad whose kept file is gone or damaged: what they would be
 *     linked with is not known
 * @param selectorLinks ads that share a phone number, an address or a handle, at most {@link
 *     #MAX_SELECTOR_LINKS}
 * @param moreSelectorLinks whether there are more than these
 */
public record AdLinksAnswerBody(
    String auditId,
    String auditHash,
    AdBody ad,
    List<PictureLinkBody> pictureLinks,
    List<String> unreadableImages,
    List<SelectorLinkBody> selectorLinks,
    boolean moreSelectorLinks) {
  /** Most selector links of one answer: a number of an agency may stand in every ad of a board. */
  public static final int MAX_SELECTOR_LINKS = 1000;

  public AdLinksAnswerBody {
    pictureLinks = List.copyOf(pictureLinks);
    unreadableImages = List.copyOf(unreadableImages);
    selectorLinks = List.copyOf(selectorLinks);
  }

  /**
   * A picture that an image of the ad is linked with.
   *
   * @param imageId of the ad's image
   * @param image its frame of the matching points
   * @param hit what it is linked with
   */
  public record PictureLinkBody(String imageId, PhotoHitBody.Frame image, PhotoHitBody hit) {}

  /**
   * Another ad that shares a selector.
   *
   * @param given whether the list that brought that ad gave it
   * @param found whether it was found in that ad's title or text
   */
  public record SelectorLinkBody(
      String adId,
      OwnerBody ad,
      String kind,
      String value,
      boolean given,
      boolean found,
      boolean inImage) {}
}
