package org.roomprint.catalog.links;

/** How close ads of one group are; posters lie inside operations. */
public enum GroupLevel {
  /** Written by the same hand, of the same offer. */
  POSTER,
  /** Run by the same people: an agency with all its posters, for example. */
  OPERATION
}
