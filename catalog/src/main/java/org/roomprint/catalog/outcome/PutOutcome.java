package org.roomprint.catalog.outcome;

/** What putting a record did. */
public enum PutOutcome {
  /** It was not there before. */
  ADDED,
  /** It was there with other values. */
  CHANGED,
  /** It was there exactly so; nothing was written. */
  UNCHANGED,
  /**
   * It, or what it belongs to, was deleted on purpose and has not been reinstated; nothing was
   * written.
   */
  WITHHELD
}
