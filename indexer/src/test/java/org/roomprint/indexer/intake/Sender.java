package org.roomprint.indexer.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.inbox.sql.SqlInbox;

/** Somebody with a phone, or many: sends into a real inbox, as the public service does. */
public final class Sender implements AutoCloseable {
  private final PublicInbox inbox;
  private final Random random;
  private Optional<String> network = Optional.empty();

  /** Opens the inbox of a folder; the same seed makes the same secrets. */
  public Sender(Path folder, InstantSource clock, long seed) {
    random = new Random(seed);
    inbox =
        SqlInbox.openPublic(InboxSettings.inFolder(folder), InboxLimits.defaults(), clock, random);
  }

  /** From now on everything is sent from this network. */
  void comeFrom(String other) {
    network = Optional.of(other);
  }

  /**
   * What is said beside the photos.
   *
   * @param device empty where none is told
   */
  public record Words(
      SubmittedHotel hotel, String device, Optional<Place> place, boolean peopleWarning) {
    /** About a known hotel, without a place. */
    public static Words of(String hotelId, String device) {
      return new Words(new SubmittedHotel.Known(hotelId), device, Optional.empty(), false);
    }

    Words at(double latitude, double longitude) {
      return new Words(hotel, device, Optional.of(new Place(latitude, longitude)), peopleWarning);
    }
  }

  /** Sends a whole submission; its receipt. */
  public String send(Words words, List<byte[]> photos) throws IOException {
    SubmissionFacts facts =
        new SubmissionFacts(
            words.hotel(),
            Optional.of("12"),
            Optional.of(YearMonth.of(2026, 10)),
            words.place(),
            words.device().isEmpty()
                ? Optional.empty()
                : Optional.of("device-token-of-" + words.device()),
            "en",
            Optional.empty());
    List<AnnouncedPhoto> announced = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      byte[] photo = photos.get(i);
      announced.add(
          new AnnouncedPhoto(
              "photo-00" + i,
              ShotLabel.CORNER,
              photo.length,
              Digests.sha256Hex(photo),
              words.peopleWarning()));
    }
    String key = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    if (!(inbox.open(key, facts, announced, network) instanceof OpenOutcome.Opened opened)) {
      throw new AssertionError("A submission was not opened");
    }
    for (int i = 0; i < photos.size(); i++) {
      inbox.append(
          opened.uploads().get(i).uploadToken(),
          0,
          new ByteArrayInputStream(photos.get(i)),
          Optional.empty());
    }
    if (!(inbox.complete(opened.submissionToken())
        instanceof CompletionOutcome.Completed(String receipt))) {
      throw new AssertionError("A submission was not completed");
    }
    return receipt;
  }

  SubmissionState state(String receipt) {
    return inbox.lookUp(receipt).map(ReceiptStatus::state).orElseThrow();
  }

  void withdraw(String receipt) {
    inbox.withdraw(receipt);
  }

  /** The published hotels whose name begins so. */
  List<String> hotelsNamed(String words) {
    return inbox.hotels().named(words).stream().map(found -> found.hotel().hotelId()).toList();
  }

  @Override
  public void close() {
    inbox.close();
  }
}
