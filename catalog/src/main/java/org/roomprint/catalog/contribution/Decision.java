package org.roomprint.catalog.contribution;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * What an operator decided about a contribution.
 *
 * @param kind what
 * @param keyId whose key it was decided with
 * @param decidedAt when
 * @param hotelBefore the hotel that the contribution was about before
 * @param undone whether it was taken back
 */
public record Decision(
    Kind kind, String keyId, Instant decidedAt, Optional<String> hotelBefore, boolean undone) {
  /** What can be decided. */
  public enum Kind {
    /** It may enter the gallery, with its new hotel where it names one. */
    ACCEPT,
    /** It may not, or must leave it. */
    REFUSE,
    /** It is about a hotel that is known, and may enter the gallery there. */
    MERGE
  }

  public Decision {
    Texts.requireId("key id", keyId);
  }
}
