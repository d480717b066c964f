package org.roomprint.catalog.links;

import java.time.Instant;

/**
 * Ads of one group that came into another when the groups were computed anew.
 *
 * @param at when
 * @param level of both
 * @param kind whether several became one, or one became several
 * @param from id of the group in which they were
 * @param to id of the group in which they are now; the same where the id stayed with them
 */
public record GroupChange(Instant at, GroupLevel level, Kind kind, String from, String to) {
  /** What became of groups. */
  public enum Kind {
    /** Several became one. */
    MERGE,
    /** One became several. */
    SPLIT
  }
}
