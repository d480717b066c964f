package org.roomprint.catalog.access;

import org.roomprint.base.keys.KeyRefusal;

/** Whether a request may be answered. */
public sealed interface AccessDecision {
  /**
   * It may.
   *
   * @param key whose
   */
  record Granted(ApiKey key) implements AccessDecision {}

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
  record NotAuthenticated(KeyRefusal reason) implements Refused {
    @Override
    public String detail() {
      return reason.detail();
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
}
