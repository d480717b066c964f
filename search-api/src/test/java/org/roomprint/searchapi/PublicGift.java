package org.roomprint.searchapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;

/** A submission of one photo, as the public sends it. */
final class PublicGift {
  private PublicGift() {}

  /**
   * Sends it whole.
   *
   * @param key eight hexadecimal digits of its own
   */
  static void send(
      PublicInbox inbox, String key, SubmittedHotel hotel, Optional<Place> place, byte[] photo)
      throws IOException {
    SubmissionFacts facts =
        new SubmissionFacts(
            hotel,
            Optional.of("12"),
            Optional.empty(),
            place,
            Optional.of("device-token-" + key),
            "en",
            Optional.empty());
    if (inbox.open(
            key + "-0000-4000-8000-000000000000",
            facts,
            List.of(
                new AnnouncedPhoto(
                    "photo-001", ShotLabel.BED, photo.length, Digests.sha256Hex(photo), false)))
        instanceof OpenOutcome.Opened opened) {
      inbox.append(
          opened.uploads().getFirst().uploadToken(),
          0,
          new ByteArrayInputStream(photo),
          Optional.empty());
      inbox.complete(opened.submissionToken());
    }
  }
}
