package org.roomprint.catalog.paging;

import java.util.List;
import java.util.Optional;

/**
 * A part of a longer list.
 *
 * @param items in the list's order
 * @param next where the following page begins; empty on the last page. Opaque: only to be handed
 *     back to the same list
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  /** Most items that one page may be asked for. */
  public static final int MAX_LIMIT = 1_000;

  public Page {
    items = List.copyOf(items);
  }

  /** Checks how many items are asked for. */
  public static int requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " items, not " + limit);
    }
    return limit;
  }
}
