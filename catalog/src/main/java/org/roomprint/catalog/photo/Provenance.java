package org.roomprint.catalog.photo;

import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * Where a photo comes from and how far it is trusted.
 *
 * @param origin who gave it
 * @param tier how far it is trusted
 * @param visitId the same for all photos of one hotel, room and day of one contribution; absent for
 *     imports
 */
public record Provenance(Origin origin, Tier tier, Optional<String> visitId) {
  public Provenance {
    visitId.ifPresent(id -> Texts.requireId("visit id", id));
    if (origin == Origin.IMPORT && tier != Tier.TRUSTED) {
      throw new IllegalArgumentException("What the operator imports is trusted");
    }
  }

  /** Of a photo that the operator brings in. */
  public static Provenance imported() {
    return new Provenance(Origin.IMPORT, Tier.TRUSTED, Optional.empty());
  }
}
