package org.roomprint.base.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.roomprint.base.StoreUnavailableException;

/** Reads through the pool of reading connections. */
public final class SqlReader {
  /** Ids per {@code IN} list. */
  private static final int MAX_IDS = 500;

  private final Jdbi jdbi;
  private final TransactionIsolationLevel oneMoment;

  /**
   * @param jdbi whose connections only read
   * @param oneMoment isolation at which all statements of a transaction see the same moment
   */
  public SqlReader(Jdbi jdbi, TransactionIsolationLevel oneMoment) {
    this.jdbi = jdbi;
    this.oneMoment = oneMoment;
  }

  /** Reads with single statements. */
  public <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  /** Reads with several statements that see the same moment. */
  public <T> T readOneMoment(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(oneMoment, work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  static StoreUnavailableException unavailable(JdbiException e) {
    return new StoreUnavailableException(
        "The database could not do what was asked: see the cause; it may be locked, full or out of reach",
        e);
  }

  /** The row of one table with this id. */
  public <T> Optional<T> find(String sql, String id, RowMapper<T> mapper) {
    return read(handle -> handle.createQuery(sql).bind("id", id).map(mapper).findOne());
  }

  /** The rows that {@code sql} finds by lists of ids, which it names {@code <ids>}. */
  public static <T> List<T> findAll(
      Handle handle, String sql, Collection<String> ids, RowMapper<T> mapper) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    List<T> found = new ArrayList<>(distinct.size());
    for (int from = 0; from < distinct.size(); from += MAX_IDS) {
      List<String> some = distinct.subList(from, Math.min(distinct.size(), from + MAX_IDS));
      found.addAll(handle.createQuery(sql).bindList("ids", some).map(mapper).list());
    }
    return found;
  }

  /** The same, by id. */
  public <T> Map<String, T> findById(
      String sql, Collection<String> ids, RowMapper<T> mapper, Function<T, String> idOf) {
    return read(handle -> byId(findAll(handle, sql, ids, mapper), idOf));
  }

  /** The items by their ids. */
  public static <T> Map<String, T> byId(List<T> items, Function<T, String> idOf) {
    Map<String, T> byId = new HashMap<>();
    items.forEach(item -> byId.put(idOf.apply(item), item));
    return Map.copyOf(byId);
  }
}
