package org.roomprint.catalog.audit;

/** Whether the audit log is what was once written. */
public sealed interface AuditVerdict {
  /**
   * Every record follows the one before.
   *
   * @param head the newest record
   */
  record Intact(AuditHead head) implements AuditVerdict {}

  /**
   * Something was changed or taken out.
   *
   * @param number of the first record that is missing or does not follow the one before
   * @param detail what does not fit
   */
  record Broken(long number, String detail) implements AuditVerdict {}
}
