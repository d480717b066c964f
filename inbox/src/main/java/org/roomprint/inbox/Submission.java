package org.roomprint.inbox;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Place;

/**
 * A complete submission as the trusted side sees it.
 *
 * @param submissionId opens nothing; may be logged
 * @param number rises in the order of completion
 * @param state how far it has come
 * @param receivedMonth when it was completed; stays when the rest is forgotten
 * @param receivedAt the same to the second; absent once {@linkplain InboxIntake#dropPlaceAndDay
 *     dropped}
 * @param hotel which hotel it is about; absent once {@linkplain InboxIntake#forget forgotten}
 * @param room number or name of the room
 * @param takenMonth when the photos were taken, as its sender says
 * @param place where the sender was, as the device says
 * @param deviceHash keyed hash of the device's token: the same for all that one device sent
 * @param language of the page it was sent from
 * @param partnerKeyId the id of the partner's key that it came with; absent for the public
 * @param photos in the order of the announcement
 */
public record Submission(
    String submissionId,
    long number,
    SubmissionState state,
    YearMonth receivedMonth,
    Optional<Instant> receivedAt,
    Optional<SubmittedHotel> hotel,
    Optional<String> room,
    Optional<YearMonth> takenMonth,
    Optional<Place> place,
    Optional<String> deviceHash,
    String language,
    Optional<String> partnerKeyId,
    List<AnnouncedPhoto> photos) {
  public Submission {
    photos = List.copyOf(photos);
  }

  /** Names it without what its sender said. */
  @Override
  public String toString() {
    return "Submission[" + submissionId + ", " + state + "]";
  }
}
