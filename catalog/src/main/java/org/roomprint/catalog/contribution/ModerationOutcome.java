package org.roomprint.catalog.contribution;

/** What became of an operator's decision. */
public sealed interface ModerationOutcome {
  /**
   * It is done, and remembered.
   *
   * @param contribution as it is now
   */
  record Done(Contribution contribution) implements ModerationOutcome {}

  /** There is no such contribution. */
  record NotFound() implements ModerationOutcome {}

  /**
   * It cannot be done; nothing changed.
   *
   * @param why what was wrong and what would be right
   */
  record NotPossible(String why) implements ModerationOutcome {}
}
