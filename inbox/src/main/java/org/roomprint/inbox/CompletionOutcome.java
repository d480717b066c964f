package org.roomprint.inbox;

import java.util.List;

/** What became of a wish to complete a submission. */
public sealed interface CompletionOutcome {
  /**
   * It is complete and safe.
   *
   * @param receipt for its sender and nobody else: four groups of four letters and digits
   */
  record Completed(String receipt) implements CompletionOutcome {
    @Override
    public String toString() {
      return "Completed[]";
    }
  }

  /**
   * It is complete and safe, and its receipt was given before; again it is given only with the key
   * that the submission was opened with.
   */
  record ReceiptGiven() implements CompletionOutcome {}

  /**
   * It is not whole; nothing is lost but what is damaged.
   *
   * @param photos some that are not as announced, and why; when they are mended, others may be
   *     named
   */
  record Incomplete(List<FaultyPhoto> photos) implements CompletionOutcome {
    public Incomplete {
      photos = List.copyOf(photos);
    }
  }

  /** There is no such submission, or no longer. */
  record NoSubmission() implements CompletionOutcome {}

  /**
   * A photo that keeps a submission from being complete.
   *
   * @param photoId as announced
   * @param fault what is wrong with it
   */
  record FaultyPhoto(String photoId, PhotoFault fault) {}

  /** What can be wrong with a photo. */
  enum PhotoFault {
    /** Bytes are missing: go on sending. */
    NOT_WHOLE,
    /** The bytes are others than announced; they were thrown away: send it from the beginning. */
    WRONG_SHA256,
    /** It does not begin like a picture that is read: take it out of the submission. */
    NOT_A_PICTURE
  }
}
