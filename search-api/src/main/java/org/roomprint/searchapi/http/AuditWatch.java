package org.roomprint.searchapi.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.http.ProblemException;

/**
 * Knows whether the audit log is what was once written: all of it when the service starts and once
 * a day, and what is new every few seconds. Safe to be called from several threads.
 */
public final class AuditWatch {
  /** A check that costs what is new is not made more often, however often it is asked for. */
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);

  private static final Duration ALL_EVERY = Duration.ofDays(1);

  private final AuditLog log;
  private final InstantSource clock;
  private AuditHead verified = AuditHead.NONE;
  private AuditVerdict verdict = new AuditVerdict.Intact(AuditHead.NONE);
  private Optional<AuditHead> acknowledged = Optional.empty();
  private Instant lookedAt = Instant.MIN;
  private Instant allLookedAt = Instant.MIN;

  /** Of this log; nothing is looked at yet. */
  public AuditWatch(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * A verdict and how old it is.
   *
   * @param at when what was new was last read
   * @param allAt when all of the log was last read
   */
  public record Look(AuditVerdict verdict, Instant at, Instant allAt) {}

  /**
   * The verdict, at most some seconds old, with its age.
   *
   * @param noted a head that was noted down earlier; the log is broken if it does not contain it
   */
  public synchronized Look look(Optional<AuditHead> noted) {
    AuditVerdict found = look();
    if (found instanceof AuditVerdict.Intact && noted.isPresent() && !log.contains(noted.get())) {
      long number = Math.min(noted.get().number(), log.head().number() + 1);
      found =
          new AuditVerdict.Broken(
              number,
              "Record "
                  + number
                  + ": the log does not contain the head "
                  + noted.get().text()
                  + ", which was noted down");
    }
    return new Look(found, lookedAt, allLookedAt);
  }

  /** The verdict, at most some seconds old. */
  public synchronized AuditVerdict look() {
    Instant now = clock.instant();
    if (now.isBefore(lookedAt.plus(AT_MOST_EVERY))) {
      return verdict;
    }
    lookedAt = now;
    switch (verdict) {
      case AuditVerdict.Intact _ when now.isBefore(allLookedAt.plus(ALL_EVERY)) ->
          take(log.verify(verified, Optional.empty()));
      case AuditVerdict.Intact _ -> lookAtAll(now);
      case AuditVerdict.Broken _
          when !newestAcknowledgement().equals(acknowledged)
              || !now.isBefore(allLookedAt.plus(ALL_EVERY)) ->
          lookAtAll(now);
      case AuditVerdict.Broken _ -> {}
    }
    return verdict;
  }

  private void lookAtAll(Instant now) {
    allLookedAt = now;
    acknowledged = newestAcknowledgement();
    take(log.verify(AuditHead.NONE, Optional.empty()));
  }

  private void take(AuditVerdict found) {
    verdict = found;
    if (found instanceof AuditVerdict.Intact(AuditHead head)) {
      verified = head;
    }
  }

  /**
   * Reading a broken log adds records, too; only one of this kind can change the verdict, so that
   * no other makes all of the log be read again. Empty also where somebody has made it unreadable.
   */
  private Optional<AuditHead> newestAcknowledgement() {
    try {
      return log
          .list(AuditFilter.of(Action.ACKNOWLEDGE_AUDIT), Optional.empty(), 1)
          .items()
          .stream()
          .findFirst()
          .map(AuditRecord::head);
    } catch (UnreadableRecordException _) {
      return Optional.empty();
    }
  }

  /**
   * Holds that the log is whole.
   *
   * @throws ProblemException when it is not
   */
  void require() {
    switch (look()) {
      case AuditVerdict.Intact _ -> {}
      case AuditVerdict.Broken(long number, _) ->
          throw new ProblemException(
              SearchProblem.AUDIT_BROKEN,
              "The audit log is not what was once written (record "
                  + number
                  + "), so nothing is searched or shown of a case: its operator looks into it with"
                  + " 'roomprint audit verify' and lets it stand with 'roomprint audit acknowledge'");
    }
  }
}
