package org.roomprint.catalog.links;

/** What an analyst says of a group: whether to look at it further, not what anybody in it is. */
public enum GroupLabel {
  /** To be looked at. */
  OF_INTEREST,
  /** Not to be looked at now. */
  NOT_OF_INTEREST,
  /** Written by machines or for other wares. */
  SPAM,
  /** Looked at, and nothing speaks of coercion: it is closed and does not come back. */
  NO_SIGN_OF_COERCION;

  /** Whether a group with this label is closed. */
  public boolean isClosed() {
    return this == NO_SIGN_OF_COERCION;
  }
}
