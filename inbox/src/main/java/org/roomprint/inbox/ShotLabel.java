package org.roomprint.inbox;

/** What a submitted photo shows, as its sender says. */
public enum ShotLabel {
  /** The room from one corner. */
  CORNER,
  /** The room from the opposite corner. */
  OPPOSITE_CORNER,
  /** The bed from its foot. */
  BED,
  /** The bathroom from its door. */
  BATHROOM,
  /** A picture on the wall. */
  ARTWORK,
  /** The floor. */
  CARPET,
  /** A curtain. */
  CURTAIN,
  /** A lamp. */
  LAMP,
  /** A piece of furniture. */
  FURNITURE,
  /** Out of the window. */
  VIEW,
  /** Something else, or not said. */
  OTHER
}
