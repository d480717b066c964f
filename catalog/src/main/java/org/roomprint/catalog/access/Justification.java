package org.roomprint.catalog.access;

import java.util.Optional;

/**
 * What a search is made for.
 *
 * @param caseReference of the case
 * @param purpose of the search
 */
public record Justification(CaseReference caseReference, Purpose purpose) {
  /**
   * As whoever searches wrote it.
   *
   * @throws IllegalArgumentException if one is missing or not proper; its message says which, and
   *     what would be right
   */
  public static Justification of(Optional<String> caseReference, Optional<String> purpose) {
    if (caseReference.isEmpty() || purpose.isEmpty()) {
      throw new IllegalArgumentException(
          "A search needs a case reference and a purpose: give both");
    }
    return new Justification(new CaseReference(caseReference.get()), new Purpose(purpose.get()));
  }
}
