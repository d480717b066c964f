package org.roomprint.searchapi.wire;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditVerdict;

/**
 * Whether the audit log is what was once written, on the wire.
 *
 * @param state INTACT or BROKEN
 * @param head up to which it is intact
 * @param brokenFrom number of the first record that is missing or does not fit
 * @param detail what does not fit there
 * @param checkedAt when what was new was last read, ISO 8601
 * @param allCheckedAt when all of it was last read, ISO 8601
 */
public record AuditVerificationBody(
    String state,
    Optional<HeadBody> head,
    Optional<Long> brokenFrom,
    Optional<String> detail,
    String checkedAt,
    String allCheckedAt) {
  /** Number and hash of a record. */
  public record HeadBody(long number, String hash) {}

  /** Made from a verdict and the times at which what is new, and all, was read for it. */
  public static AuditVerificationBody of(AuditVerdict verdict, Instant at, Instant allAt) {
    return switch (verdict) {
      case AuditVerdict.Intact(AuditHead head) ->
          new AuditVerificationBody(
              "INTACT",
              Optional.of(new HeadBody(head.number(), head.hash())),
              Optional.empty(),
              Optional.empty(),
              at.toString(),
              allAt.toString());
      case AuditVerdict.Broken(long number, String detail) ->
          new AuditVerificationBody(
              "BROKEN",
              Optional.empty(),
              Optional.of(number),
              Optional.of(detail),
              at.toString(),
              allAt.toString());
    };
  }
}
