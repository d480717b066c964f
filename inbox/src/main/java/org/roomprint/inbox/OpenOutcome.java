package org.roomprint.inbox;

import java.time.Instant;
import java.util.List;

/** What became of a wish to begin a submission. */
public sealed interface OpenOutcome {
  /**
   * It has begun, now or at an earlier request with the same key.
   *
   * @param submissionToken to complete it with
   * @param uploads where each photo goes
   * @param expires when it is gone unless it is completed
   */
  record Opened(String submissionToken, List<Upload> uploads, Instant expires)
      implements OpenOutcome {
    public Opened {
      uploads = List.copyOf(uploads);
    }

    @Override
    public String toString() {
      return "Opened[]";
    }
  }

  /** The key was used for a submission with other content. */
  record OtherContent() implements OpenOutcome {}

  /**
   * Where a photo goes.
   *
   * @param photoId as announced
   * @param uploadToken to append with
   */
  record Upload(String photoId, String uploadToken) {
    @Override
    public String toString() {
      return "Upload[]";
    }
  }
}
