package org.roomprint.indexer.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;
import org.roomprint.catalog.moderation.GalleryEntry;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.indexer.indexing.CatchUp;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.search.SearchSession;
import org.roomprint.vectors.search.SearchTools;

/**
 * Takes what is in the inbox as far as it can go at this moment. One process at a time; may be
 * killed at any point, and the next pass goes on.
 *
 * <p>The catalog is the truth of a contribution. It is written in one transaction; then inbox and
 * index follow, and only then the contribution counts as settled. Whatever lies between is done
 * again by the next pass, and doing it again changes nothing.
 */
public final class Intake {
  /** Contributions that are looked at together. */
  private static final int SOME = 100;

  private final Catalog catalog;
  private final InboxIntake inbox;
  private final Screening screening;
  private final Corroboration corroboration;
  private final CatchUp indexing;
  private final GalleryIndex index;
  private final SearchTools searches;
  private final IntakeSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Prepares passes.
   *
   * @param indexing brings the index up to date
   * @param random draws the delays and the secrets of the day marks: a {@link
   *     java.security.SecureRandom} outside of tests
   */
  Intake(
      Catalog catalog,
      InboxIntake inbox,
      Screening screening,
      Corroboration corroboration,
      CatchUp indexing,
      GalleryIndex index,
      SearchTools searches,
      IntakeSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.catalog = catalog;
    this.inbox = inbox;
    this.screening = screening;
    this.corroboration = corroboration;
    this.indexing = indexing;
    this.index = index;
    this.searches = searches;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What a pass did.
   *
   * @param recorded submissions taken in
   * @param held of these, how many wait for the operator
   * @param released contributions that entered the gallery
   * @param corroborated photos that are trusted from now on
   * @param withdrawn contributions taken out because their sender took them back
   */
  public record Report(int recorded, int held, int released, int corroborated, int withdrawn) {
    static Report nothing() {
      return new Report(0, 0, 0, 0, 0);
    }
  }

  /** One pass over everything. */
  public Report pass() throws IOException {
    int withdrawn = settleWithdrawn();
    indexing.catchUp();
    Report report = takeIn();
    int released = release();
    indexing.catchUp();
    int corroborated = settle();
    indexing.catchUp();
    return new Report(report.recorded(), report.held(), released, corroborated, withdrawn);
  }

  /** Takes out what was taken back; the inbox forgets only when the index has it no more. */
  private int settleWithdrawn() throws IOException {
    int count = 0;
    List<Submission> some = inbox.withdrawn(SOME);
    while (!some.isEmpty()) {
      for (Submission submission : some) {
        count += takeOut(submission.submissionId()) ? 1 : 0;
      }
      indexing.catchUp();
      some.forEach(submission -> inbox.forget(submission.submissionId()));
      some = inbox.withdrawn(SOME);
    }
    return count;
  }

  private boolean takeOut(String contributionId) {
    return catalog.write(writer -> {
      Optional<Contribution> found = writer.contributions().find(contributionId);
      if (found.isEmpty() || found.get().state() == ContributionState.WITHDRAWN) {
        return false;
      }
      GalleryEntry.leave(writer, found.get());
      writer.contributions().put(found.get().withdrawn());
      return true;
    });
  }

  private Report takeIn() throws IOException {
    Report report = Report.nothing();
    long after = 0;
    List<Submission> some = inbox.list(SubmissionState.IN_REVIEW, after, SOME);
    while (!some.isEmpty()) { // claimed by a pass that was killed before it recorded them
      for (Submission submission : some) {
        if (catalog.contributions().find(submission.submissionId()).isEmpty()) {
          report = recorded(report, submission);
        }
        after = submission.number();
      }
      some = inbox.list(SubmissionState.IN_REVIEW, after, SOME);
    }
    Optional<Submission> claimed = inbox.claim();
    while (claimed.isPresent()) {
      report = recorded(report, claimed.get());
      claimed = inbox.claim();
    }
    return report;
  }

  private Report recorded(Report report, Submission submission) throws IOException {
    Optional<Contribution> screened;
    try (SearchSession session = searches.session(index.snapshot())) {
      screened = screening.screen(submission, dayMark(submission), delayed(submission), session);
    }
    if (screened.isEmpty()) {
      return report; // taken back in the meantime
    }
    catalog.write(writer -> {
      if (writer.contributions().find(submission.submissionId()).isEmpty()) {
        writer.contributions().put(screened.get());
      }
      return true;
    });
    boolean held = screened.get().state() == ContributionState.HELD;
    return new Report(report.recorded() + 1, report.held() + (held ? 1 : 0), 0, 0, 0);
  }

  private Instant delayed(Submission submission) {
    if (submission.partnerKeyId().isPresent()) {
      return clock.instant();
    }
    long least = settings.minDelay().toMillis();
    long most = settings.maxDelay().toMillis();
    return clock.instant().plusMillis(least + random.nextLong(most - least + 1));
  }

  private String dayMark(Submission submission) {
    if (submission.receivedAt().isEmpty()) {
      return Contribution.DAY_UNKNOWN;
    }
    byte[] fresh = new byte[DayMarks.SECRET_BYTES];
    random.nextBytes(fresh);
    return DayMarks.mark(catalog, submission.receivedAt().get(), fresh);
  }

  private int release() {
    int released = 0;
    List<Contribution> due = catalog.contributions().due(clock.instant(), SOME);
    while (!due.isEmpty()) {
      for (Contribution contribution : due) {
        released += release(contribution.contributionId()) ? 1 : 0;
      }
      due = catalog.contributions().due(clock.instant(), SOME);
    }
    return released;
  }

  private boolean release(String contributionId) {
    if (isWithdrawn(contributionId)) {
      takeOut(contributionId);
      return false;
    }
    return catalog.write(writer -> {
      Contribution now = writer.contributions().find(contributionId).orElseThrow();
      if (now.state() != ContributionState.WAITING) {
        return false;
      }
      String hotelId = now.hotelId().orElse("");
      if (catalog.hotels().find(hotelId).isEmpty()) {
        Finding gone = new Finding(Kind.HOTEL_GONE, Optional.empty(), 0, now.hotelId());
        writer
            .contributions()
            .put(now.plus(gone).ofHotel(Optional.empty()).inState(ContributionState.HELD));
        return false;
      }
      // A device is known only as long as its photos wait, unless the operator has chosen that
      // what it gave before may vouch for others; see forgetDevicesOfReleased.
      GalleryEntry.enter(writer, settings.corroborate() ? now : now.withoutDevice());
      return true;
    });
  }

  private boolean isWithdrawn(String submissionId) {
    return inbox
        .find(submissionId)
        .map(found -> found.state() == SubmissionState.WITHDRAWN)
        .orElse(false);
  }

  /** Lets the inbox follow, and judges what is newly in the gallery. */
  private int settle() throws IOException {
    int corroborated = 0;
    List<Contribution> some = catalog.contributions().unsettled(SOME);
    while (!some.isEmpty()) {
      boolean any = false;
      for (Contribution contribution : some) {
        if (contribution.state() == ContributionState.RELEASED
            && contribution.origin() == Origin.PUBLIC) {
          corroborated += corroborate(contribution);
        }
        any |= settle(contribution.contributionId());
      }
      if (!any) {
        break; // the rest follows with the next pass
      }
      some = catalog.contributions().unsettled(SOME);
    }
    return corroborated;
  }

  private int corroborate(Contribution contribution) throws IOException {
    Corroboration.Corroborated judged;
    try (SearchSession session = searches.session(index.snapshot())) {
      judged = corroboration.judge(contribution, session);
    }
    if (judged.findings().isEmpty()) {
      return 0;
    }
    int raised =
        catalog.write(writer -> {
          Contribution now =
              writer.contributions().find(contribution.contributionId()).orElseThrow();
          if (now.state() != ContributionState.RELEASED) {
            return 0;
          }
          for (Finding finding : judged.findings()) {
            now = now.has(finding.kind(), finding.photoId()) ? now : now.plus(finding);
          }
          writer.contributions().put(now);
          int count = 0;
          for (String photoId : settings.corroborate() ? judged.photoIds() : List.<String>of()) {
            boolean changed =
                writer
                    .contributions()
                    .setTier(photoId, org.roomprint.catalog.photo.Tier.CORROBORATED);
            count += changed ? 1 : 0;
          }
          return count;
        });
    if (raised > 0) {
      indexing.catchUp(); // what is corroborated speaks for what comes after it
    }
    return raised;
  }

  private boolean settle(String contributionId) {
    Contribution contribution = catalog.contributions().find(contributionId).orElseThrow();
    Optional<Submission> submission = inbox.find(contributionId);
    if (submission.isPresent()) {
      SubmissionState now = submission.get().state();
      if (now == SubmissionState.WITHDRAWN) {
        return takeOut(contributionId);
      }
      SubmissionState wanted = told(contribution);
      if (now != wanted && !inbox.move(contributionId, now, wanted)) {
        return false;
      }
      boolean ended =
          contribution.state() == ContributionState.RELEASED
              || contribution.state() == ContributionState.REFUSED;
      if (ended && !inbox.forget(contributionId, wanted)) {
        return false;
      }
    }
    return catalog.write(writer -> {
      Contribution now = writer.contributions().find(contributionId).orElseThrow();
      if (!now.equals(contribution)) {
        return false; // an operator was quicker
      }
      writer.contributions().put(now.asSettled());
      return true;
    });
  }

  /** What the holder of the receipt is told. */
  private static SubmissionState told(Contribution contribution) {
    return switch (contribution.state()) {
      case HELD -> SubmissionState.IN_REVIEW;
      case WAITING, RELEASED ->
          contribution.lacksPhotos() ? SubmissionState.PARTLY_ACCEPTED : SubmissionState.ACCEPTED;
      case REFUSED, WITHDRAWN -> SubmissionState.REFUSED;
    };
  }
}
