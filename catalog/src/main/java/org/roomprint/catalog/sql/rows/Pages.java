package org.roomprint.catalog.sql.rows;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Rows to pages. */
public final class Pages {
  private Pages() {}

  /** Some rows of a list that is ordered by one text. */
  public interface Rows<T> {
    /** At most {@code count} rows whose text comes after this one. */
    List<T> after(String text, int count);
  }

  /**
   * Reads a page of a list that is ordered by one text, which no two of its items share.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  public static <T> Page<T> read(
      Optional<Cursor> after, int limit, Function<T, String> text, Rows<T> rows) {
    Page.requireLimit(limit);
    String last = after.map(cursor -> cursor.key(1).getFirst()).orElse("");
    return of(rows.after(last, limit + 1), limit, item -> Cursor.after(text.apply(item)));
  }

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
