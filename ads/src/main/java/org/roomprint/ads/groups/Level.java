package org.roomprint.ads.groups;

/** How close two ads are when they are in one group: posters nest inside operations. */
public enum Level {
  /** Written by the same hand, of the same offer. */
  POSTER,
  /** Run by the same people: an agency with all its posters, for example. */
  OPERATION
}
