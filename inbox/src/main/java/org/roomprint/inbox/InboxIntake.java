package org.roomprint.inbox;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The trusted side of the inbox; safe to be called from several threads and processes at once, and
 * while the public service receives.
 *
 * <p>Only complete submissions are seen here. A sender may withdraw at any moment, so every change
 * of state says from which state it starts, and is not made when that is no longer so.
 */
public interface InboxIntake extends AutoCloseable {
  /**
   * Complete submissions in one state, oldest first.
   *
   * @param afterNumber only those with a greater {@link Submission#number}; 0 to begin
   * @param limit at least 1
   */
  List<Submission> list(SubmissionState state, long afterNumber, int limit);

  /** One complete submission. */
  Optional<Submission> find(String submissionId);

  /**
   * Submissions of one device that are not forgotten yet, oldest first.
   *
   * @param deviceHash {@link Submission#deviceHash}
   * @param limit at least 1
   */
  List<Submission> ofDevice(String deviceHash, int limit);

  /**
   * Submissions that came from the same network on the same day as this one, itself left out, as
   * far as that is still known: waiting ones, and refused ones until the next day has ended.
   *
   * @param limit at least 1
   */
  List<Submission> ofSender(String submissionId, int limit);

  /**
   * The oldest one that is RECEIVED, now IN_REVIEW for the caller alone; empty if there is none.
   */
  Optional<Submission> claim();

  /**
   * Changes the state, if it still is what the caller takes it to be.
   *
   * @param to not WITHDRAWN, which is its sender's to say
   * @return false if it was in another state, and then nothing changed
   */
  boolean move(String submissionId, SubmissionState from, SubmissionState to);

  /**
   * The bytes of a photo, certainly those whose SHA-256 was announced; empty once forgotten or
   * withdrawn. They come from a stranger and passed nothing but a look at their first bytes.
   *
   * @throws org.roomprint.base.StoreException if the file has changed or is missing
   */
  Optional<byte[]> photo(String submissionId, String photoId);

  /** Drops place, day and time of receiving; the month stays. Again changes nothing. */
  void dropPlaceAndDay(String submissionId);

  /**
   * Deletes the photos and all that their sender said; state, month and number of photos stay, for
   * whoever has the receipt. Again changes nothing.
   */
  void forget(String submissionId);

  /**
   * The same, if it still is in this state; else nothing changes, so that a withdrawal which comes
   * in between is still told by {@link #withdrawn}.
   *
   * @return false if it is in another state
   */
  boolean forget(String submissionId, SubmissionState from);

  /**
   * Submissions that their sender withdrew after they were claimed, oldest first: what was taken
   * from them must go, and then {@link #forget} ends it.
   */
  List<Submission> withdrawn(int limit);

  /**
   * Replaces the published list of hotels; readers see the old list until the new one is whole.
   *
   * @return how many hotels there are
   */
  int publishHotels(Iterator<PublicHotel> hotels);

  /** Replaces the published keys of partners; only hashes are published. */
  void publishPartnerKeys(List<PartnerKey> keys);

  /** How much there is. */
  InboxCounts counts();

  /** Closes it; what was changed stays. */
  @Override
  void close();
}
