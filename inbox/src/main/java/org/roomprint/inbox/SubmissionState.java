package org.roomprint.inbox;

/** How far a complete submission has come; what its sender is told. */
public enum SubmissionState {
  /** Safe with us, not looked at. */
  RECEIVED,
  /** Taken up by the trusted side. */
  IN_REVIEW,
  /** All of its photos are, or will be, in the gallery. */
  ACCEPTED,
  /** Some of its photos are, or will be, in the gallery. */
  PARTLY_ACCEPTED,
  /** None of its photos is kept. */
  REFUSED,
  /** Taken back by its sender; what was kept of it is gone or about to go. */
  WITHDRAWN
}
