package org.roomprint.vectors.search;

/**
 * Says whether a hit is strong enough to speak for what a stranger claims: another view of the same
 * room, and neither a copy, nor a picture of a picture, nor a lamp that many rooms share.
 */
public final class Agreement {
  /** Matching points that are asked for; a shared lamp or picture on the wall gives about ten. */
  public static final int FEWEST_POINTS = 20;

  private Agreement() {}

  /** Whether the hit shows the room of the query from elsewhere. */
  public static boolean isAnotherView(PhotoHit hit) {
    return hit.evidence() == EvidenceKind.SAME_ROOM
        && hit.matches().size() >= FEWEST_POINTS
        && !CopyGeometry.onOnePlane(hit.matches());
  }

  /** Whether the hit is a copy of the query, however it was turned or taken from a screen. */
  public static boolean isCopy(PhotoHit hit) {
    return switch (hit.evidence()) {
      case SAME_BYTES, SAME_PICTURE -> true;
      case SAME_ROOM ->
          hit.matches().size() >= FEWEST_POINTS && CopyGeometry.onOnePlane(hit.matches());
      case LOOKS_ALIKE -> false;
    };
  }
}
