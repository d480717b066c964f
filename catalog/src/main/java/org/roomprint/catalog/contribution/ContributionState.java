package org.roomprint.catalog.contribution;

/** How far a contribution has come. */
public enum ContributionState {
  /** The operator is to decide. */
  HELD,
  /** Accepted; in the gallery when its time comes. */
  WAITING,
  /** In the gallery. */
  RELEASED,
  /** Not wanted. */
  REFUSED,
  /** Taken back by its sender; no picture of it is kept. */
  WITHDRAWN
}
