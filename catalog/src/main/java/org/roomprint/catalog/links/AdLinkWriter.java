package org.roomprint.catalog.links;

import java.time.Instant;

/** Changes what links ads, within one transaction of {@code Catalog.write}. */
public interface AdLinkWriter {
  /** Adds or changes what is known of an image; nothing where the image is gone. */
  void putPicture(AdPicture picture);

  /**
   * Puts all groups in place of those that are there; decisions stay.
   *
   * @return false if something was decided that the grouping does not know: then nothing is put,
   *     and the groups are to be computed again
   */
  boolean putGrouping(Grouping grouping);

  /**
   * Adds a decision. A label is seen at once; what holds ads apart or merges them, when the groups
   * are computed next.
   *
   * @throws org.roomprint.catalog.outcome.UnknownReferenceException if there is no such group or ad
   */
  void decide(GroupDecision decision);

  /** Withdraws a decision; false if it does not hold. */
  boolean withdraw(String decisionId, String by, Instant at);
}
