package org.roomprint.searchapi.wire;

import java.util.List;

/** Known pictures on the wire. */
public record PictureLookupAnswerBody(
    String auditId, List<PhotoHitBody> pictures, SearchReportBody report) {
  public PictureLookupAnswerBody {
    pictures = List.copyOf(pictures);
  }
}
