package org.roomprint.catalog.sql.audit;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.base.sql.SqlTransactions;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.catalog.files.HeadFile;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.rows.Pages;
import tools.jackson.core.JacksonException;

/** The audit log in SQL. */
public final class SqlAuditLog implements AuditLog {
  private static final String OF_DAYS = "recorded_at >= :from AND recorded_at < :end";

  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final InstantSource clock;
  private final HeadFile heads;

  public SqlAuditLog(
      SqlReader reader, SqlTransactions transactions, InstantSource clock, HeadFile heads) {
    this.heads = heads;
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public AuditRecord append(AuditEntry entry) {
    AuditRows.requireJsonObject(entry.parameters());
    AuditRecord added =
        transactions.write(handle -> AuditAppends.append(handle, clock.instant(), entry));
    note(added.head(), false);
    return added;
  }

  /**
   * Notes a head in the file, unless what stands there does not fit the log: then it is all that
   * shows so.
   */
  public void note(AuditHead head, boolean anyway) {
    try {
      Optional<AuditHead> before = heads.newest();
      boolean fits =
          anyway
              || before.isEmpty()
              || reader.read(handle -> AuditAppends.contains(handle, before.get()));
      if (fits) {
        heads.note(head);
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The head of the audit log could not be noted in its file (catalog.auditHeadFile): its"
              + " folder must be there and writable",
          e);
    }
  }

  @Override
  public AuditHead head() {
    return reader.read(AuditAppends::head);
  }

  @Override
  public Optional<AuditRecord> find(long number) {
    return reader.read(handle ->
        handle
            .select("SELECT * FROM audit_record WHERE record_number = ?", number)
            .map((row, _) -> whole(row))
            .findOne());
  }

  @Override
  public Page<AuditRecord> list(AuditFilter filter, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    Map<String, Object> values = new HashMap<>();
    values.put("before", after.map(SqlAuditLog::number).orElse(Long.MAX_VALUE));
    values.put("limit", limit + 1);
    String conditions = conditions(filter, values);
    List<AuditRecord> rows =
        reader.read(handle ->
            handle
                .createQuery(
                    "SELECT * FROM audit_record WHERE "
                        + conditions
                        + "record_number < :before ORDER BY record_number DESC LIMIT :limit")
                .bindMap(values)
                .map((row, _) -> whole(row))
                .list());
    return Pages.of(rows, limit, last -> Cursor.after(Long.toString(last.number())));
  }

  /**
   * What a row has to be, each part followed by AND.
   *
   * @param values of its parameters, by name; added to
   */
  private static String conditions(AuditFilter filter, Map<String, Object> values) {
    StringBuilder conditions = new StringBuilder();
    filter
        .caseReference()
        .ifPresent(of -> {
          conditions.append("case_reference = :case AND ");
          values.put("case", of.text());
        });
    filter
        .keyId()
        .ifPresent(of -> {
          conditions.append("key_id = :key AND ");
          values.put("key", of);
        });
    filter
        .action()
        .ifPresent(of -> {
          conditions.append("action = :action AND ");
          values.put("action", of.name());
        });
    if (filter.from().isPresent() || filter.to().isPresent()) {
      // Nearly all records have the order of their times, but a clock may have been set back.
      conditions
          .append(OF_DAYS)
          .append(" AND record_number BETWEEN (SELECT MIN(record_number) FROM audit_record WHERE ")
          .append(OF_DAYS)
          .append(") AND (SELECT MAX(record_number) FROM audit_record WHERE ")
          .append(OF_DAYS)
          .append(") AND ");
      values.put("from", filter.from().map(SqlAuditLog::startOf).orElse(Long.MIN_VALUE));
      values.put("end", filter.to().map(day -> startOf(day.plusDays(1))).orElse(Long.MAX_VALUE));
    }
    return conditions.toString();
  }

  private static long startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static AuditRecord whole(ResultSet row) throws SQLException {
    try {
      return AuditRows.read(row);
    } catch (IllegalArgumentException | JacksonException e) {
      throw new UnreadableRecordException(row.getLong("record_number"), e);
    }
  }

  private static long number(Cursor cursor) {
    try {
      return Long.parseLong(cursor.key(1).getFirst());
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(e);
    }
  }

  @Override
  public AuditVerdict verify(AuditHead since, Optional<AuditHead> noted) {
    Optional<AuditHead> filed = filed();
    return reader.readOneMoment(handle -> new AuditVerification(handle).run(since, noted, filed));
  }

  private Optional<AuditHead> filed() {
    try {
      return heads.newest();
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The file of the audit log's heads (catalog.auditHeadFile) cannot be read by this account",
          e);
    }
  }

  @Override
  public boolean contains(AuditHead noted) {
    return reader.read(handle -> AuditAppends.contains(handle, noted));
  }

  @Override
  public Optional<Long> numberOf(String hash) {
    return reader
        .list(Long.class, "SELECT record_number FROM audit_record WHERE record_hash = ?", hash)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<AuditRecord> acknowledge(String why) {
    Optional<AuditHead> filed = filed();
    List<AuditVerification.Break> breaks =
        reader.readOneMoment(handle -> {
          AuditVerification verification = new AuditVerification(handle);
          verification.run(AuditHead.NONE, Optional.empty(), filed);
          return verification.breaks();
        });
    if (breaks.isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> lines =
        breaks.stream()
            .map(one -> Map.<String, Object>of("number", one.number(), "found", one.found()))
            .toList();
    AuditRecord added =
        transactions.write(handle ->
            AuditAppends.append(
                handle,
                clock.instant(),
                AuditEntry.byCommand(
                    Action.ACKNOWLEDGE_AUDIT, Map.of("why", why, "acknowledged", lines))));
    note(added.head(), true);
    return Optional.of(added);
  }
}
