package org.roomprint.inbox;

import java.time.YearMonth;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;

/**
 * What a sender says about a submission as a whole.
 *
 * @param hotel which hotel the photos are of
 * @param room number or name of the room, at most {@value #MAX_ROOM_LENGTH} characters
 * @param takenMonth when the photos were taken
 * @param place where the sender is, WGS 84; only to be compared with the hotel's place
 * @param deviceToken made at random by the sender's device, the same for all it sends; 16 to 64
 *     letters, digits, {@code -} and {@code _}
 * @param language of the page it was sent from, such as {@code es}
 * @param partnerKeyId the id of the partner's key that came with it
 */
public record SubmissionFacts(
    SubmittedHotel hotel,
    Optional<String> room,
    Optional<YearMonth> takenMonth,
    Optional<Place> place,
    Optional<String> deviceToken,
    String language,
    Optional<String> partnerKeyId) {
  /** Longest room number or name, in UTF-16 characters. */
  public static final int MAX_ROOM_LENGTH = 40;

  public SubmissionFacts {
    room = room.map(Texts::visible).filter(text -> !text.isEmpty());
    room.ifPresent(text -> Texts.requireText("room", text, MAX_ROOM_LENGTH));
    deviceToken.ifPresent(token -> {
      if (!token.matches("[A-Za-z0-9_-]{16,64}")) {
        throw new IllegalArgumentException(
            "A device token is 16 to 64 letters, digits, - and _, made at random");
      }
    });
    if (!language.matches("[a-z]{2}")) {
      throw new IllegalArgumentException("A language is a code of ISO 639-1 such as en");
    }
    partnerKeyId.ifPresent(id -> Texts.requireId("key id", id));
  }

  /** Without what was said. */
  @Override
  public String toString() {
    return "SubmissionFacts[]";
  }
}
