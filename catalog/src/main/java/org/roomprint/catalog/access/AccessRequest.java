package org.roomprint.catalog.access;

import java.util.Optional;

/**
 * What somebody asks for and what they bring.
 *
 * @param presentedKey the text they present as their key
 * @param action what they ask for
 * @param caseReference as they write it; needed for a search
 * @param purpose as they write it; needed for a search
 */
public record AccessRequest(
    Optional<String> presentedKey,
    Action action,
    Optional<String> caseReference,
    Optional<String> purpose) {
  /** A request that is no search. */
  public static AccessRequest of(Optional<String> presentedKey, Action action) {
    return new AccessRequest(presentedKey, action, Optional.empty(), Optional.empty());
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "AccessRequest[" + action + "]";
  }
}
