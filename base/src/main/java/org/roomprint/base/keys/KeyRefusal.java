package org.roomprint.base.keys;

/** Why it is not known who asks. */
public enum KeyRefusal {
  /** No key was presented. */
  NO_KEY("No key was given: present the key that the operator made for you"),
  /** It does not have the form of a key. */
  MALFORMED_KEY("This is not a key: one reads rp_, 12 of 0-9 and a-f, _, and 43 characters more"),
  /** There is no such key, or its secret is another. */
  UNKNOWN_KEY("This key is not known here: ask the operator for a new one"),
  /** It was valid once. */
  EXPIRED_KEY("This key has expired: ask the operator for a new one"),
  /** The operator has revoked it. */
  REVOKED_KEY("This key was revoked: ask the operator for a new one");

  private final String detail;

  KeyRefusal(String detail) {
    this.detail = detail;
  }

  /** What was wrong and what would be right; may be shown to whoever asked. */
  public String detail() {
    return detail;
  }
}
