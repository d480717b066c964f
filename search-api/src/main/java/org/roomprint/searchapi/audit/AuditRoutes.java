package org.roomprint.searchapi.audit;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.gallery.Paging;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.AuditWatch;
import org.roomprint.searchapi.wire.AuditRecordBody;
import org.roomprint.searchapi.wire.AuditVerificationBody;

/**
 * Answers for the audit log. A read is recorded before it is answered, by what it asked for and the
 * numbers it got: records of reads hold no records, so they do not grow by being read.
 */
public final class AuditRoutes {
  private final AuditLog log;
  private final AuditWatch watch;
  private final AccessFilter accessFilter;

  /** Of this log. */
  public AuditRoutes(AuditLog log, AuditWatch watch, AccessFilter accessFilter) {
    this.log = log;
    this.watch = watch;
    this.accessFilter = accessFilter;
  }

  /** {@code GET /api/v1/audit}. */
  public void list(Context context) {
    Paging paging = Paging.of(context);
    AuditFilter filter = filter(context);
    Page<AuditRecord> page;
    try {
      page = log.list(filter, paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    accessFilter.recordRead(context, facts(filter, page.items()));
    context.json(
        new AuditRecordBody.PageBody(
            page.items().stream().map(AuditRecordBody::of).toList(),
            page.next().map(Cursor::token)));
  }

  private static AuditFilter filter(Context context) {
    return ProblemException.orInvalid(() ->
        new AuditFilter(
            parameter(context, "caseReference").map(CaseReference::new),
            parameter(context, "keyId"),
            parameter(context, "action").map(AuditRoutes::action),
            parameter(context, "from").map(day -> day("from", day)),
            parameter(context, "to").map(day -> day("to", day))));
  }

  private static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  private static Action action(String sent) {
    try {
      return Action.valueOf(sent.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("'action' is one of " + List.of(Action.values()));
    }
  }

  private static LocalDate day(String name, String sent) {
    try {
      return LocalDate.parse(sent);
    } catch (DateTimeParseException _) {
      throw ProblemException.invalid("'" + name + "' is a day such as 2025-03-01");
    }
  }

  private static Map<String, Object> facts(AuditFilter filter, List<AuditRecord> read) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("read", "records");
    filter.caseReference().ifPresent(of -> facts.put("caseReference", of.text()));
    filter.keyId().ifPresent(of -> facts.put("keyId", of));
    filter.action().ifPresent(of -> facts.put("action", of.name()));
    filter.from().ifPresent(day -> facts.put("from", day.toString()));
    filter.to().ifPresent(day -> facts.put("to", day.toString()));
    facts.put("records", read.size());
    if (!read.isEmpty()) {
      facts.put("newest", read.getFirst().number());
      facts.put("oldest", read.getLast().number());
    }
    return facts;
  }

  /** {@code GET /api/v1/audit/{number}}. */
  public void get(Context context) {
    AuditRecord found =
        number(context.pathParam("number"))
            .flatMap(log::find)
            .orElseThrow(() -> ProblemException.notFound("audit record with this number"));
    accessFilter.recordRead(context, Map.of("read", "record", "number", found.number()));
    context.json(AuditRecordBody.of(found));
  }

  private static Optional<Long> number(String sent) {
    try {
      return Optional.of(Long.parseLong(sent));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** {@code GET /api/v1/audit/verification}; what is read for it is what is new since the last. */
  public void verification(Context context) {
    Optional<AuditHead> noted = parameter(context, "head").map(AuditRoutes::head);
    AuditWatch.Look look = watch.look(noted);
    context.json(AuditVerificationBody.of(look.verdict(), look.at(), look.allAt()));
  }

  private static AuditHead head(String sent) {
    return AuditHead.in(sent)
        .filter(head -> head.text().equals(sent))
        .orElseThrow(() ->
            ProblemException.invalid(
                "'head' is a number, a colon and 64 of 0-9 and a-f, as X-Audit-Head shows it"));
  }
}
