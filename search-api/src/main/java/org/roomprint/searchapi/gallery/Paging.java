package org.roomprint.searchapi.gallery;

import io.javalin.http.Context;
import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.http.ProblemException;

/**
 * Which part of a list is asked for.
 *
 * @param after where to go on
 * @param limit entries, 1 to {@value #MAX_LIMIT}
 */
public record Paging(Optional<Cursor> after, int limit) {
  /** Most entries that may be asked for. */
  public static final int MAX_LIMIT = 200;

  static final int DEFAULT_LIMIT = 50;

  /** What the request's parameters ask for. */
  public static Paging of(Context context) {
    String limit = context.queryParam("limit");
    String cursor = context.queryParam("cursor");
    return new Paging(
        cursor == null ? Optional.empty() : Optional.of(cursor(cursor)), limit(limit));
  }

  private static Cursor cursor(String token) {
    try {
      return new Cursor(token);
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("'cursor' is the nextCursor of an earlier page, as it came");
    }
  }

  private static int limit(@org.jspecify.annotations.Nullable String given) {
    if (given == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // falls through to the same message
    }
    throw ProblemException.invalid("'limit' is a whole number from 1 to " + MAX_LIMIT);
  }
}
