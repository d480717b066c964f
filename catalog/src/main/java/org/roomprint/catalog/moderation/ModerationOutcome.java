package org.roomprint.catalog.moderation;

import java.util.Optional;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.contribution.Contribution;

/** What became of an operator's decision. */
public sealed interface ModerationOutcome {
  /**
   * It is done, and remembered.
   *
   * @param contribution as it is now
   * @param recorded the head of the audit log with the record of it
   */
  record Done(Contribution contribution, Optional<AuditHead> recorded)
      implements ModerationOutcome {}

  /** There is no such contribution. */
  record NotFound() implements ModerationOutcome {}

  /**
   * It cannot be done; nothing changed.
   *
   * @param why what was wrong and what would be right
   */
  record NotPossible(String why) implements ModerationOutcome {}
}
