package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;

/**
 * Known pictures on the wire.
 *
 * @param auditId number of the audit record
 * @param auditHash hash of the audit record; kept, it shows later that the log still has it
 * @param image the frame of the matching points in the file; empty for a look-up by hash
 * @param pictures found
 * @param report what it took
 */
public record PictureLookupAnswerBody(
    String auditId,
    String auditHash,
    Optional<PhotoHitBody.Frame> image,
    List<PhotoHitBody> pictures,
    SearchReportBody report) {
  public PictureLookupAnswerBody {
    pictures = List.copyOf(pictures);
  }
}
