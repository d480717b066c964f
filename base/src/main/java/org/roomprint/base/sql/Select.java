package org.roomprint.base.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Questions to the database within whatever transaction is at hand; their parameters are question
 * marks, bound in order.
 */
public final class Select {
  /** Ids per {@code IN} list. */
  private static final int MAX_IDS = 500;

  private Select() {}

  /** The rows that a statement finds. */
  public static <T> List<T> list(Handle handle, Class<T> type, String sql, Object... bound) {
    return handle.select(sql, bound).mapTo(type).list();
  }

  /** The one row that a statement finds, if it finds any. */
  public static <T> Optional<T> find(Handle handle, Class<T> type, String sql, Object... bound) {
    return handle.select(sql, bound).mapTo(type).findOne();
  }

  /** The one row that a statement always finds. */
  public static <T> T one(Handle handle, Class<T> type, String sql, Object... bound) {
    return handle.select(sql, bound).mapTo(type).one();
  }

  /** Whether a statement finds any row. */
  public static boolean exists(Handle handle, String sql, Object... bound) {
    return handle.select(sql, bound).mapTo(Integer.class).findFirst().isPresent();
  }

  /** The rows that a statement finds by lists of ids, which it names {@code <ids>}. */
  public static <T> List<T> byIds(
      Handle handle, Class<T> type, String sql, Collection<String> ids) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    List<T> found = new ArrayList<>(distinct.size());
    for (int from = 0; from < distinct.size(); from += MAX_IDS) {
      List<String> some = distinct.subList(from, Math.min(distinct.size(), from + MAX_IDS));
      found.addAll(handle.createQuery(sql).bindList("ids", some).mapTo(type).list());
    }
    return found;
  }
}
