package org.roomprint.base.sql;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.roomprint.base.StoreUnavailableException;

/** Reads through the pool of reading connections. */
public final class SqlReader {
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

  /** The rows that a statement finds; see {@link Select#list}. */
  public <T> List<T> list(Class<T> type, String sql, Object... bound) {
    return read(handle -> Select.list(handle, type, sql, bound));
  }

  /** The one row that a statement finds, if it finds any. */
  public <T> Optional<T> find(Class<T> type, String sql, Object... bound) {
    return read(handle -> Select.find(handle, type, sql, bound));
  }

  /** The one row that a statement always finds. */
  public <T> T one(Class<T> type, String sql, Object... bound) {
    return read(handle -> Select.one(handle, type, sql, bound));
  }

  /** The rows with these ids, by id; see {@link Select#byIds}. */
  public <T> Map<String, T> findById(
      Class<T> type, String sql, Collection<String> ids, Function<T, String> idOf) {
    return read(handle -> byId(Select.byIds(handle, type, sql, ids), idOf));
  }

  /** The items by their ids. */
  public static <T> Map<String, T> byId(List<T> items, Function<T, String> idOf) {
    return items.stream().collect(Collectors.toUnmodifiableMap(idOf, item -> item));
  }
}
