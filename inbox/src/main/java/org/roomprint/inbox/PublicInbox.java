package org.roomprint.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The public side of the inbox: all that the service which faces strangers can do. Safe to be
 * called from several threads.
 *
 * <p>The tokens it hands out are capabilities: whoever has one may go on with that submission or
 * upload. They are not kept here, only their keyed hashes are.
 *
 * <p>Any method may throw {@link InboxFullException}, and {@link
 * org.roomprint.base.StoreUnavailableException} where the database cannot be reached.
 */
public interface PublicInbox extends AutoCloseable {
  /**
   * Begins a submission and reserves room for its photos; durable when this returns. The same key
   * and content again give the same tokens.
   *
   * @param idempotencyKey made at random by the sender: a UUID; not kept
   * @param photos at least one, with different ids
   */
  default OpenOutcome open(
      String idempotencyKey, SubmissionFacts facts, List<AnnouncedPhoto> photos) {
    return open(idempotencyKey, facts, photos, Optional.empty());
  }

  /**
   * The same for a sender of whom it is known where it comes from.
   *
   * @param network of the sender, in any notation that is the same for the same network; kept only
   *     as a keyed hash whose key is deleted after the next day
   */
  OpenOutcome open(
      String idempotencyKey,
      SubmissionFacts facts,
      List<AnnouncedPhoto> photos,
      Optional<String> network);

  /**
   * Begins a submission of a single photo whose digest is not known beforehand; {@link
   * #completeSingle} completes it.
   *
   * @param bytes of the photo, at least 1
   * @param network as above
   */
  OpenOutcome.Opened openSingle(
      SubmissionFacts facts, ShotLabel label, long bytes, Optional<String> network);

  /**
   * How far an upload has come; empty if there is none, or no longer. The offset is durable. A
   * sender that still appends to it from an older request is cut off.
   */
  Optional<UploadStatus> upload(String uploadToken);

  /**
   * Appends to an upload; what is acknowledged is on the disk. A sender that still appends to it
   * from an older request is cut off.
   *
   * @param offset where the bytes begin; must be the upload's
   * @param bytes read to its end, or until the upload is whole
   * @param expected the digest of exactly these bytes: without it, what came before a broken
   *     connection is kept; with it, all is kept or nothing
   * @throws IOException when the sender's bytes cannot be read any further
   */
  AppendOutcome append(
      String uploadToken, long offset, InputStream bytes, Optional<ExpectedDigest> expected)
      throws IOException;

  /**
   * Ends an upload and takes its photo out of the submission, which ends with its last photo; false
   * if there is none. A photo of a complete submission stays.
   */
  boolean terminate(String uploadToken);

  /** A place for a photo whose length and SHA-256 are known only when it has been read. */
  SpooledPhoto spool();

  /**
   * Makes a spooled photo the content of the upload it was announced for; durable when this
   * returns.
   *
   * @return false if there is no such upload, or it was announced with another length
   */
  boolean adopt(String uploadToken, SpooledPhoto photo);

  /**
   * Completes a submission whose photos are whole; durable when this returns. The receipt is given
   * once.
   */
  default CompletionOutcome complete(String submissionToken) {
    return complete(submissionToken, Optional.empty());
  }

  /**
   * The same; with the key that the submission was opened with the same receipt is given again.
   *
   * @param idempotencyKey as in {@link #open}; another one counts as none
   */
  CompletionOutcome complete(String submissionToken, Optional<String> idempotencyKey);

  /**
   * Completes the submission of a photo that was begun with {@link #openSingle}; empty if this
   * upload is none of those.
   */
  Optional<CompletionOutcome> completeSingle(String uploadToken);

  /** State of the submission with this receipt; empty if there is none. */
  Optional<ReceiptStatus> lookUp(String receipt);

  /**
   * Withdraws the submission with this receipt: its photos are deleted, or, once the trusted side
   * has claimed them, about to be. Again changes nothing.
   */
  Optional<ReceiptStatus> withdraw(String receipt);

  /** The published hotels. */
  HotelList hotels();

  /**
   * Whether this is a partner's key, by those that are published.
   *
   * @param presented as whoever asks wrote it
   */
  PartnerOutcome partnerOf(String presented);

  /** How much there is. */
  InboxCounts counts();

  /**
   * Deletes what was begun and not completed in time.
   *
   * @return how many submissions
   */
  int expire();

  /** Closes it; what was acknowledged stays. */
  @Override
  void close();
}
