package org.roomprint.vectors.local;

/** What the matching points of two pictures say that these have in common, most first. */
public enum SharedContent {
  /** The whole picture, as far as they overlap: one is an edited copy of the other. */
  PICTURE,
  /** The place, seen twice. */
  ROOM,
  /** One flat thing that takes up little of both: another room can have it, too. */
  OBJECT,
  /** Nothing that would not be found by chance. */
  NOTHING
}
