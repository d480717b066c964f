package org.roomprint.searchapi.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditVerdict;

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
  private AuditHead seen = AuditHead.NONE;
  private Instant lookedAt = Instant.MIN;
  private Instant allLookedAt = Instant.MIN;

  /** Of this log; nothing is looked at yet. */
  public AuditWatch(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
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
      // Somebody may have acknowledged it, which is a new record.
      case AuditVerdict.Broken _ when !log.head().equals(seen) -> lookAtAll(now);
      case AuditVerdict.Broken _ -> {}
    }
    return verdict;
  }

  private void lookAtAll(Instant now) {
    allLookedAt = now;
    take(log.verify(AuditHead.NONE, Optional.empty()));
  }

  private void take(AuditVerdict found) {
    verdict = found;
    switch (found) {
      case AuditVerdict.Intact(AuditHead head) -> verified = head;
      case AuditVerdict.Broken _ -> seen = log.head();
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
              ProblemType.AUDIT_BROKEN,
              "The audit log is not what was once written (record "
                  + number
                  + "), so nothing is searched or shown of a case: its operator looks into it with"
                  + " 'roomprint audit verify' and lets it stand with 'roomprint audit acknowledge'");
    }
  }
}
