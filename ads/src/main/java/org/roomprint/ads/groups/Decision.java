package org.roomprint.ads.groups;

/**
 * What an analyst has decided about two ads; given to every grouping until it is taken back, which
 * is done by giving it no more.
 */
public sealed interface Decision {
  /** At which level they are held apart or together. */
  Level level();

  /** Id of the one ad. */
  String ad();

  /** Id of the other ad. */
  String other();

  /**
   * The two are never in one group of this level; for operations, never of one poster either. What
   * would bring them together is reported and not done.
   */
  record Apart(Level level, String ad, String other) implements Decision {
    public Apart {
      requireTwo(ad, other);
    }
  }

  /** The two belong in one group of this level; for posters, in one operation too. */
  record Together(Level level, String ad, String other) implements Decision {
    public Together {
      requireTwo(ad, other);
    }
  }

  private static void requireTwo(String ad, String other) {
    if (ad.equals(other)) {
      throw new IllegalArgumentException(
          "A decision about the ad " + ad + " and itself; it is about two ads");
    }
  }
}
