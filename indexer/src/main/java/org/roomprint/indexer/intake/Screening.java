package org.roomprint.indexer.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.StoreException;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.DeviceHistory;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.vectors.search.SearchSession;

/** Makes a contribution of a submission: its photos sanitised, everything checked. */
final class Screening {
  private static final int LOOKED_BACK_AT = 100;

  /** So many devices may give from one network on one day without being asked about. */
  private static final int DEVICES_OF_A_NETWORK = 2;

  private final Catalog catalog;
  private final InboxIntake inbox;
  private final PhotoSanitiser sanitiser;
  private final GalleryChecks checks;
  private final IntakeSettings settings;

  Screening(
      Catalog catalog,
      InboxIntake inbox,
      PhotoSanitiser sanitiser,
      GalleryChecks checks,
      IntakeSettings settings) {
    this.catalog = catalog;
    this.inbox = inbox;
    this.sanitiser = sanitiser;
    this.checks = checks;
    this.settings = settings;
  }

  /**
   * The contribution, not recorded yet; its pictures are stored.
   *
   * @param findableFrom when it may enter the gallery, if nothing speaks against it
   * @return empty when its sender took it back in the meantime
   */
  Optional<Contribution> screen(
      Submission submission, String dayMark, Instant findableFrom, SearchSession session)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<ContributedPhoto> photos = new ArrayList<>();
    for (AnnouncedPhoto sent : submission.photos()) {
      Optional<byte[]> bytes;
      try {
        bytes = inbox.photo(submission.submissionId(), sent.photoId());
      } catch (StoreException _) { // its file is damaged or gone
        bytes = Optional.of(new byte[0]);
      }
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      PhotoSanitiser.Sanitised sanitised =
          sanitiser.sanitise(submission.submissionId(), sent, bytes.get());
      photos.add(sanitised.photo());
      findings.addAll(sanitised.findings());
    }
    Optional<Hotel> hotel = hotel(submission, findings);
    if (submission.hotel().isEmpty()) {
      return Optional.empty();
    }
    findings.addAll(ofSender(submission, hotel));
    Contribution bare = contribution(submission, dayMark, findableFrom, hotel, photos, findings);
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(checks.check(bare, session));
    Contribution screened = contribution(submission, dayMark, findableFrom, hotel, photos, all);
    if (screened.hasNoPhotos()) {
      return Optional.of(screened.inState(ContributionState.REFUSED));
    }
    return Optional.of(
        screened.inState(
            screened.needsOperator() ? ContributionState.HELD : ContributionState.WAITING));
  }

  private Optional<Hotel> hotel(Submission submission, List<Finding> findings) {
    return submission
        .hotel()
        .flatMap(said ->
            switch (said) {
              case SubmittedHotel.Known(String hotelId) -> {
                Optional<Hotel> known = catalog.hotels().find(hotelId);
                if (known.isEmpty()) {
                  findings.add(
                      new Finding(Kind.HOTEL_GONE, Optional.empty(), 0, Optional.of(hotelId)));
                }
                yield known;
              }
              case SubmittedHotel.Missing _ -> {
                findings.add(Finding.of(Kind.NEW_HOTEL, 0));
                yield Optional.empty();
              }
            });
  }

  private List<Finding> ofSender(Submission submission, Optional<Hotel> hotel) {
    List<Finding> findings = new ArrayList<>();
    PlaceChecks.distance(submission.place(), hotel.flatMap(Hotel::place), settings.farMetres())
        .ifPresent(findings::add);
    if (submission.partnerKeyId().isPresent()) {
      findings.add(Finding.of(Kind.PARTNER_SEND, submission.photos().size()));
    }
    ofNetwork(submission, hotel).forEach(findings::add);
    if (submission.deviceHash().isPresent()) {
      String device = submission.deviceHash().get();
      PlaceChecks.travel(seen(submission, hotel), seen(inbox.ofDevice(device, LOOKED_BACK_AT)))
          .ifPresent(findings::add);
      DeviceHistory history = catalog.contributions().history(device);
      if (history.refused() > 0) {
        findings.add(Finding.of(Kind.BAD_HISTORY, (double) history.refused()));
      }
      long waiting =
          catalog.contributions().ofDevice(device, submission.number(), LOOKED_BACK_AT).stream()
              .filter(Screening::isStillWaiting)
              .count();
      if (waiting >= settings.contributionsPerDevice()) {
        findings.add(Finding.of(Kind.MANY_AT_ONCE, (double) (waiting + 1)));
      }
    }
    return findings.stream().distinct().toList();
  }

  /**
   * What others from the same network on the same day say, so that nobody escapes these checks by
   * leaving the device's token out, or by making one up for each submission.
   */
  private List<Finding> ofNetwork(Submission submission, Optional<Hotel> hotel) {
    List<Finding> findings = new ArrayList<>();
    List<Submission> others =
        inbox.ofSender(submission.submissionId(), LOOKED_BACK_AT).stream()
            .filter(other -> other.number() < submission.number())
            .toList();
    List<Submission> nameless =
        others.stream().filter(other -> other.deviceHash().isEmpty()).toList();
    boolean isNameless = submission.deviceHash().isEmpty();
    if (isNameless) {
      PlaceChecks.travel(seen(submission, hotel), seen(nameless)).ifPresent(findings::add);
      long refused = others.stream().filter(this::wasRefused).count();
      if (refused > 0) {
        findings.add(Finding.of(Kind.BAD_HISTORY, (double) refused));
      }
    }
    long waiting = waiting(others);
    long waitingNameless = isNameless ? waiting(nameless) : 0;
    if (waitingNameless >= settings.contributionsPerDevice()
        || waiting >= (long) DEVICES_OF_A_NETWORK * settings.contributionsPerDevice()) {
      findings.add(Finding.of(Kind.MANY_AT_ONCE, (double) (waiting + 1)));
    }
    return findings;
  }

  private long waiting(List<Submission> submissions) {
    return submissions.stream()
        .map(one -> catalog.contributions().find(one.submissionId()))
        .flatMap(Optional::stream)
        .filter(Screening::isStillWaiting)
        .count();
  }

  private boolean wasRefused(Submission submission) {
    return catalog
            .contributions()
            .find(submission.submissionId())
            .map(found -> found.state() == ContributionState.REFUSED)
            .orElse(false)
        && catalog.contributions().decisions(submission.submissionId()).stream()
            .anyMatch(decision -> decision.kind() == Decision.Kind.REFUSE && !decision.undone());
  }

  /** Where a sender was: its place, or else that of the hotel in which it says to have been. */
  private static PlaceChecks.Seen seen(Submission submission, Optional<Hotel> hotel) {
    return new PlaceChecks.Seen(
        submission.submissionId(),
        submission.place().or(() -> hotel.flatMap(Hotel::place)),
        submission.receivedAt());
  }

  private List<PlaceChecks.Seen> seen(List<Submission> others) {
    return others.stream().map(other -> seen(other, knownHotel(other))).toList();
  }

  private Optional<Hotel> knownHotel(Submission submission) {
    return submission
        .hotel()
        .flatMap(said ->
            switch (said) {
              case SubmittedHotel.Known(String hotelId) -> catalog.hotels().find(hotelId);
              case SubmittedHotel.Missing _ -> Optional.empty();
            });
  }

  private static boolean isStillWaiting(Contribution contribution) {
    return switch (contribution.state()) {
      case HELD, WAITING -> true;
      case RELEASED, REFUSED, WITHDRAWN -> false;
    };
  }

  private static Contribution contribution(
      Submission submission,
      String dayMark,
      Instant findableFrom,
      Optional<Hotel> hotel,
      List<ContributedPhoto> photos,
      List<Finding> findings) {
    Optional<NewHotel> missing =
        submission
            .hotel()
            .flatMap(said ->
                switch (said) {
                  case SubmittedHotel.Known _ -> Optional.empty();
                  case SubmittedHotel.Missing(
                          String name,
                          Optional<String> town,
                          Optional<String> country) ->
                      Optional.of(new NewHotel(name, town, country));
                });
    return new Contribution(
        submission.submissionId(),
        submission.number(),
        ContributionState.HELD,
        submission.partnerKeyId().isPresent() ? Origin.PARTNER : Origin.PUBLIC,
        hotel.map(Hotel::hotelId),
        missing,
        submission.room(),
        submission.takenMonth().orElse(submission.receivedMonth()),
        submission.deviceHash(),
        submission.partnerKeyId(),
        dayMark,
        Optional.of(findableFrom),
        false,
        photos,
        findings);
  }
}
