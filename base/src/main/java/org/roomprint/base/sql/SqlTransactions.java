package org.roomprint.base.sql;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Writing transactions, one at a time and never one within another. */
public final class SqlTransactions {
  private static final ScopedValue<Boolean> WRITING = ScopedValue.newInstance();

  private final Jdbi writer;

  /** Through a connection that writes. */
  public SqlTransactions(Jdbi writer) {
    this.writer = writer;
  }

  /** Runs work as one transaction, durable when this returns. */
  public <T> T write(Function<Handle, T> work) {
    if (WRITING.isBound()) {
      throw new IllegalStateException(
          "A write was begun within another: use the writer that is at hand there, or write afterwards");
    }
    try {
      return ScopedValue.where(WRITING, true).call(() -> writer.inTransaction(work::apply));
    } catch (JdbiException e) {
      throw SqlReader.unavailable(e);
    }
  }
}
