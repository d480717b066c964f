package org.roomprint.catalog.sql.rows;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Rows to pages. */
public final class Pages {
  private Pages() {}

  /**
   * Makes a page of rows of which one more was asked for than it holds.
   *
   * @param rows at most {@code limit + 1}
   * @param cursorAfter the cursor that goes on after an item
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursorAfter) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursorAfter.apply(items.getLast())));
  }
}
