package org.roomprint.catalog.audit;

import java.time.LocalDate;
import java.util.Optional;
import org.roomprint.base.Texts;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;

/**
 * Which records of the log are asked for: those that fit all that is said.
 *
 * @param caseReference of the case that they are about
 * @param keyId of the key that they were made with; {@link AuditEntry#COMMAND_LINE} for commands
 * @param action that was asked for
 * @param from the first day on which they were recorded, in UTC
 * @param to the last day on which they were recorded, in UTC; not before the first
 */
public record AuditFilter(
    Optional<CaseReference> caseReference,
    Optional<String> keyId,
    Optional<Action> action,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {
  /** All records. */
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int MAX_YEAR = 9999;

  public AuditFilter {
    keyId.ifPresent(id -> Texts.requireId("key id", id));
    from.ifPresent(AuditFilter::requireYear);
    to.ifPresent(AuditFilter::requireYear);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException("The last day is not before the first");
    }
  }

  /** The records of one action. */
  public static AuditFilter of(Action action) {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(action),
        Optional.empty(),
        Optional.empty());
  }

  private static void requireYear(LocalDate day) {
    if (day.getYear() < 1 || day.getYear() > MAX_YEAR) {
      throw new IllegalArgumentException("A day has a year from 1 to " + MAX_YEAR);
    }
  }
}
