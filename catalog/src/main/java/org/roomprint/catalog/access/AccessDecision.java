package org.roomprint.catalog.access;

import java.util.Optional;

/** Whether a request may be answered. */
public sealed interface AccessDecision {
  /**
   * It may.
   *
   * @param key whose
   * @param justification present exactly when it is a search
   */
  record Granted(ApiKey key, Optional<Justification> justification) implements AccessDecision {}

  /** It may not be answered; {@link #detail} says what was wrong and what would be right. */
  sealed interface Refused extends AccessDecision {
    /** What was wrong and what would be right; may be shown to whoever asked. */
    String detail();
  }

  /**
   * It is not known who asks.
   *
   * @param reason why
   */
  record NotAuthenticated(Reason reason) implements Refused {
    /** Why it is not known who asks. */
    public enum Reason {
      /** No key was presented. */
      NO_KEY("No key was given: present the key that the operator made for you"),
      /** It does not have the form of a key. */
      MALFORMED_KEY(
          "This is not a key: one reads rp_, 12 of 0-9 and a-f, _, and 43 characters more"),
      /** There is no such key, or its secret is another. */
      UNKNOWN_KEY("This key is not known here: ask the operator for a new one"),
      /** It was valid once. */
      EXPIRED_KEY("This key has expired: ask the operator for a new one"),
      /** The operator has revoked it. */
      REVOKED_KEY("This key was revoked: ask the operator for a new one");

      private final String detail;

      Reason(String detail) {
        this.detail = detail;
      }
    }

    @Override
    public String detail() {
      return reason.detail;
    }
  }

  /**
   * Whoever asks may not have it.
   *
   * @param key whose
   * @param action that none of its roles permits
   */
  record NotPermitted(ApiKey key, Action action) implements Refused {
    @Override
    public String detail() {
      return "The roles of this key do not permit "
          + action
          + ": ask the operator for a key with another role";
    }
  }

  /**
   * A search without a proper case reference or purpose.
   *
   * @param key whose
   * @param detail what was wrong and what would be right
   */
  record NotJustified(ApiKey key, String detail) implements Refused {}
}
