package org.roomprint.catalog.audit;

/** What became of what was asked for. */
public enum AuditOutcome {
  /** It was done, or answered. */
  DONE,
  /** It was refused; the parameters say why. */
  REFUSED
}
