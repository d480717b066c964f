package org.roomprint.catalog.sql;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.CatalogUnavailableException;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.InvalidCursorException;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.files.HeadFile;

/** The audit log in SQL. */
final class SqlAuditLog implements AuditLog {
  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final InstantSource clock;
  private final HeadFile heads;

  SqlAuditLog(SqlReader reader, SqlTransactions transactions, InstantSource clock, HeadFile heads) {
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
  void note(AuditHead head, boolean anyway) {
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
      throw new CatalogUnavailableException(
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
  public AuditVerdict verify(AuditHead since, Optional<AuditHead> noted) {
    Optional<AuditHead> filed = filed();
    return reader.readOneMoment(handle -> new AuditVerification(handle).run(since, noted, filed));
  }

  private Optional<AuditHead> filed() {
    try {
      return heads.newest();
    } catch (IOException e) {
      throw new CatalogUnavailableException(
          "The file of the audit log's heads (catalog.auditHeadFile) cannot be read by this account",
          e);
    }
  }

  @Override
  public Optional<Long> numberOf(String hash) {
    return reader.read(handle ->
        handle
            .createQuery("SELECT record_number FROM audit_record WHERE record_hash = :hash")
            .bind("hash", hash)
            .mapTo(Long.class)
            .findFirst());
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
