package org.roomprint.catalog.photo;

/** How far a photo of the gallery is trusted to show the hotel that it is said to show. */
public enum Tier {
  /** Somebody said so. Listed apart from the others, and never moves them. */
  UNVERIFIED,
  /** It agrees with trusted photos, or with photos of others on other days, by geometry. */
  CORROBORATED,
  /** Brought in by the operator, or sent by a partner and accepted. */
  TRUSTED
}
