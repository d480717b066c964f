package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.local.FlatShare;
import org.roomprint.vectors.local.Verification;

/**
 * Says whether a hit is strong enough to speak for what a stranger claims: another view of the same
 * room, and neither a copy, nor a picture of a picture, nor a lamp that many rooms share.
 *
 * <p>In doubt it is a copy. A crop, a picture of a screen and a warped picture have more points in
 * common with what they were made of than two views ever have, or points that lie as if on one
 * plane; both give a copy here. So does a second photo taken from the same spot: it shows the room
 * once more, but proves no presence that a copy could not pretend.
 */
public final class Agreement {
  /** Matching points that are asked for; a shared lamp or picture on the wall gives about ten. */
  public static final int FEWEST_POINTS = 20;

  /** From so many matching points on it is the same picture, of the 800 that a picture has. */
  public static final int COPY_POINTS = 100;

  /** Share of the matching points, from which on they are the points of something flat. */
  private static final double FLAT_SHARE = 0.8;

  private Agreement() {}

  /** Whether the hit shows the room of the query from elsewhere. */
  public static boolean isAnotherView(PhotoHit hit) {
    return hit.evidence() == EvidenceKind.SAME_ROOM
        && hit.matches().size() >= FEWEST_POINTS
        && !isMadeOfOnePicture(hit.matches());
  }

  /** Whether the hit is a copy of the query, however it was turned or taken from a screen. */
  public static boolean isCopy(PhotoHit hit) {
    return switch (hit.evidence()) {
      case SAME_BYTES, SAME_PICTURE -> true;
      case SAME_ROOM -> hit.matches().size() >= FEWEST_POINTS && isMadeOfOnePicture(hit.matches());
      case SAME_OBJECT, LOOKS_ALIKE -> false;
    };
  }

  private static boolean isMadeOfOnePicture(List<Verification.Match> matches) {
    return matches.size() >= COPY_POINTS || FlatShare.of(matches) >= FLAT_SHARE;
  }
}
