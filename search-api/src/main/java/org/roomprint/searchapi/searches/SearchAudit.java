package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.http.Principal;
import org.roomprint.http.RequestIds;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.vectors.search.SearchReport;

/** Records a search before its answer is sent: who, why, what was brought, what was found. */
final class SearchAudit {
  private final AuditLog log;

  SearchAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * Durable when this returns; if it throws, there is no answer.
   *
   * @param parameters all that the search used besides its pictures
   * @return the record, whose number and hash the answer states
   */
  AuditRecord record(
      Context context,
      Justification justification,
      Action action,
      List<String> queryContentHashes,
      Object parameters,
      List<AuditEntry.AnswerLine> answer,
      Optional<SearchReport> report) {
    Principal<Role> principal = AccessFilter.principalOf(context);
    AuditEntry entry =
        new AuditEntry(
            RequestIds.of(context),
            principal.id(),
            principal.roles(),
            Optional.of(justification),
            action,
            queryContentHashes,
            context.jsonMapper().toJsonString(parameters, parameters.getClass()),
            answer,
            report.map(found -> found.index().generation()),
            report.map(found -> found.index().modelId()),
            Optional.of(principal.label()),
            AuditOutcome.DONE);
    AuditRecord added = log.append(entry);
    AccessFilter.tellHead(context, added.head());
    return added;
  }
}
