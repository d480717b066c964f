package org.roomprint.searchapi.wire;

import java.util.List;

/** Links of an ad on the wire. */
public record AdLinksAnswerBody(
    String auditId,
    AdBody ad,
    List<PictureLinkBody> pictureLinks,
    List<SelectorLinkBody> selectorLinks) {
  public AdLinksAnswerBody {
    pictureLinks = List.copyOf(pictureLinks);
    selectorLinks = List.copyOf(selectorLinks);
  }

  /** A picture that an image of the ad is linked with. */
  public record PictureLinkBody(String imageId, PhotoHitBody hit) {}

  /** Another ad that shares a selector. */
  public record SelectorLinkBody(String adId, String kind, String value) {}
}
