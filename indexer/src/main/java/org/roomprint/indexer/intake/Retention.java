package org.roomprint.indexer.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;

/**
 * Deletes what is kept no longer than it is needed: place and day of a submission, the secrets that
 * its day was marked with, devices, refused pictures, files that no record names.
 *
 * <p>It needs neither model nor index and has a clock of its own, so that a promise is kept whether
 * anything is sent or not, and while another process writes the index.
 */
public final class Retention {
  /** How often it is run by what goes on for long: the shortest promise is a day. */
  public static final Duration EVERY = Duration.ofHours(1);

  private static final int SOME = 100;

  /** A file that no record names is left alone so long. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final Catalog catalog;
  private final InboxIntake inbox;
  private final IntakeSettings settings;
  private final InstantSource clock;

  /** Keeps the promises of these settings. */
  public Retention(
      Catalog catalog, InboxIntake inbox, IntakeSettings settings, InstantSource clock) {
    this.catalog = catalog;
    this.inbox = inbox;
    this.settings = settings;
    this.clock = clock;
  }

  /** Deletes what is due; running it again changes nothing. */
  public void run() {
    dropOldPlaces();
    deleteRefused();
    YearMonth lastMonth = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).minusMonths(1);
    catalog.write(writer -> {
      writer.contributions().forgetDayKeys(lastMonth);
      if (!settings.corroborate()) {
        writer.contributions().forgetDevicesOfReleased(); // released by an earlier version
      }
      return true;
    });
    catalog.sweep(LEFTOVER_AGE);
  }

  /** Place and day of what still waits have been used once its longest delay has passed. */
  private void dropOldPlaces() {
    Instant old = clock.instant().minus(settings.maxDelay());
    for (SubmissionState state :
        List.of(
            SubmissionState.IN_REVIEW, SubmissionState.ACCEPTED, SubmissionState.PARTLY_ACCEPTED)) {
      long after = 0;
      List<Submission> some = inbox.list(state, after, SOME);
      while (!some.isEmpty()) {
        for (Submission submission : some) {
          if (submission.receivedAt().isPresent() && !submission.receivedAt().get().isAfter(old)) {
            inbox.dropPlaceAndDay(submission.submissionId());
          }
          after = submission.number();
        }
        some = inbox.list(state, after, SOME);
      }
    }
  }

  private void deleteRefused() {
    Instant decidedBefore = clock.instant().minus(settings.undoFor());
    List<Contribution> some = catalog.contributions().refusedWithPictures(decidedBefore, SOME);
    while (!some.isEmpty()) {
      for (Contribution refused : some) {
        catalog.write(writer -> {
          Contribution now = writer.contributions().find(refused.contributionId()).orElseThrow();
          if (now.state() == ContributionState.REFUSED) {
            writer.contributions().put(now.withoutPictures());
          }
          return true;
        });
      }
      some = catalog.contributions().refusedWithPictures(decidedBefore, SOME);
    }
  }
}
