package org.roomprint.catalog.sql;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.InvalidCursorException;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.audit.AuditChain;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import tools.jackson.core.JacksonException;

/** The audit log in SQL. */
final class SqlAuditLog implements AuditLog {
  private static final int ROWS_AT_ONCE = 500;

  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final InstantSource clock;

  SqlAuditLog(SqlReader reader, SqlTransactions transactions, InstantSource clock) {
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public AuditRecord append(AuditEntry entry) {
    AuditRows.requireJsonObject(entry.parameters());
    return transactions.write(handle -> {
      // Takes the lock, so that nobody else appends between here and the commit.
      handle.execute("UPDATE audit_head SET record_number = record_number");
      AuditRecord added = AuditChain.append(head(handle), clock.instant(), entry);
      AuditRows.insert(handle, added);
      handle.execute(
          "UPDATE audit_head SET record_number = ?, record_hash = ?", added.number(), added.hash());
      return added;
    });
  }

  private static AuditHead head(Handle handle) {
    return handle
        .createQuery("SELECT record_number, record_hash FROM audit_head")
        .map((row, _) -> new AuditHead(row.getLong("record_number"), row.getString("record_hash")))
        .one();
  }

  @Override
  public AuditHead head() {
    return reader.read(SqlAuditLog::head);
  }

  @Override
  public Optional<AuditRecord> find(long number) {
    return reader.read(handle ->
        handle
            .createQuery("SELECT * FROM audit_record WHERE record_number = :number")
            .bind("number", number)
            .map((row, _) -> AuditRows.read(row))
            .findOne());
  }

  @Override
  public Page<AuditRecord> list(Optional<Cursor> after, int limit) {
    return page("", Optional.empty(), after, limit);
  }

  @Override
  public Page<AuditRecord> ofCase(CaseReference reference, Optional<Cursor> after, int limit) {
    return page("case_reference = :case AND", Optional.of(reference), after, limit);
  }

  private Page<AuditRecord> page(
      String condition, Optional<CaseReference> reference, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    long before = after.map(SqlAuditLog::number).orElse(Long.MAX_VALUE);
    List<AuditRecord> rows =
        reader.read(handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT * FROM audit_record WHERE "
                          + condition
                          + " record_number < :before ORDER BY record_number DESC LIMIT :limit")
                  .bind("before", before)
                  .bind("limit", limit + 1);
          reference.ifPresent(of -> query.bind("case", of.text()));
          return query.map((row, _) -> AuditRows.read(row)).list();
        });
    return SqlReader.page(rows, limit, last -> Cursor.after(Long.toString(last.number())));
  }

  private static long number(Cursor cursor) {
    try {
      return Long.parseLong(cursor.key(1).getFirst());
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(e);
    }
  }

  @Override
  public AuditVerdict verify(Optional<AuditHead> noted) {
    return reader.readOneMoment(handle -> {
      AuditHead kept = head(handle);
      AuditHead reached = new AuditHead(0, AuditChain.BEFORE_FIRST);
      Optional<AuditVerdict> broken = contradiction(noted, reached);
      while (broken.isEmpty() && reached.number() < kept.number()) {
        List<Row> rows = rowsAfter(handle, reached.number(), kept.number());
        if (rows.isEmpty()) {
          broken = Optional.of(broken(reached.number() + 1, "it and all after it are missing"));
        }
        for (Row row : rows) {
          broken = check(reached, row);
          if (broken.isPresent()) {
            break;
          }
          reached = new AuditHead(row.number(), row.hash());
          broken = contradiction(noted, reached);
          if (broken.isPresent()) {
            break;
          }
        }
      }
      if (broken.isPresent()) {
        return broken.get();
      }
      return atTheEnd(handle, kept, reached, noted);
    });
  }

  private static AuditVerdict atTheEnd(
      Handle handle, AuditHead kept, AuditHead reached, Optional<AuditHead> noted) {
    if (!kept.equals(reached) || !rowsAfter(handle, reached.number(), Long.MAX_VALUE).isEmpty()) {
      return broken(reached.number() + 1, "the newest record is not the one that was kept as such");
    }
    if (noted.isPresent() && noted.get().number() > reached.number()) {
      return broken(
          reached.number() + 1, "it was there when the head was noted down, and is missing");
    }
    return new AuditVerdict.Intact(reached);
  }

  private static Optional<AuditVerdict> contradiction(
      Optional<AuditHead> noted, AuditHead reached) {
    return noted
        .filter(head -> head.number() == reached.number() && !head.equals(reached))
        .map(head -> broken(head.number(), "its hash is not the one that was noted down"));
  }

  private static Optional<AuditVerdict> check(AuditHead reached, Row row) {
    long expected = reached.number() + 1;
    return switch (row) {
      case Row.Unreadable(long number, _) ->
          Optional.of(
              broken(
                  Math.min(number, expected),
                  number == expected ? "its content can no longer be read" : "it is missing"));
      case Row.Whole(AuditRecord found) when found.number() != expected ->
          Optional.of(broken(Math.min(found.number(), expected), "it is missing"));
      case Row.Whole(AuditRecord found) when !AuditChain.follows(reached, found) ->
          Optional.of(broken(expected, "its content is not what its hash says"));
      case Row.Whole _ -> Optional.empty();
    };
  }

  private static AuditVerdict broken(long number, String detail) {
    return new AuditVerdict.Broken(number, "Record " + number + ": " + detail);
  }

  private sealed interface Row {
    long number();

    String hash();

    record Whole(AuditRecord found) implements Row {
      @Override
      public long number() {
        return found.number();
      }

      @Override
      public String hash() {
        return found.hash();
      }
    }

    record Unreadable(long number, String hash) implements Row {}
  }

  private static List<Row> rowsAfter(Handle handle, long number, long last) {
    return handle
        .createQuery(
            "SELECT * FROM audit_record WHERE record_number > :after AND record_number <= :last"
                + " ORDER BY record_number LIMIT :limit")
        .bind("after", number)
        .bind("last", last)
        .bind("limit", ROWS_AT_ONCE)
        .<Row>map((row, _) -> {
          try {
            return new Row.Whole(AuditRows.read(row));
          } catch (IllegalArgumentException | JacksonException _) {
            return new Row.Unreadable(
                row.getLong("record_number"), String.valueOf(row.getString("record_hash")));
          }
        })
        .list();
  }
}
