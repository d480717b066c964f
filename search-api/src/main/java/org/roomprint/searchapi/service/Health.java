package org.roomprint.searchapi.service;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.searchapi.http.AuditWatch;
import org.roomprint.vectors.search.SearchEngine;
import org.roomprint.vectors.search.SearchSession;

/** {@code /health/live} and {@code /health/ready}. */
public final class Health {
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";
  private static final int NOT_READY = 503;

  private final Catalog catalog;
  private final SearchEngine engine;
  private final AuditWatch audit;

  /** Asks these. */
  public Health(Catalog catalog, SearchEngine engine, AuditWatch audit) {
    this.audit = audit;
    this.catalog = catalog;
    this.engine = engine;
  }

  /** State on the wire. */
  record Body(String status, List<Check> checks) {}

  /** One thing that was looked at. */
  record Check(String name, String status, Optional<String> detail) {}

  /** The process answers. */
  public void live(Context context) {
    answer(context, new Body(UP, List.of()));
  }

  /**
   * Catalog and index can be read, and the audit log is whole; the cost does not grow with them.
   */
  public void ready(Context context) {
    List<Check> checks = new ArrayList<>();
    checks.add(catalogCheck());
    checks.add(indexCheck());
    checks.add(auditCheck());
    boolean up = checks.stream().allMatch(check -> check.status().equals(UP));
    if (!up) {
      context.status(NOT_READY);
    }
    answer(context, new Body(up ? UP : DOWN, checks));
  }

  private Check catalogCheck() {
    try {
      catalog.probe();
      return new Check("catalog", UP, Optional.empty());
    } catch (RuntimeException e) {
      return new Check(
          "catalog",
          DOWN,
          Optional.of("The catalog cannot be read: " + e.getClass().getSimpleName()));
    }
  }

  private Check auditCheck() {
    try {
      return switch (audit.look()) {
        case AuditVerdict.Intact _ -> new Check("audit", UP, Optional.empty());
        case AuditVerdict.Broken(long number, _) ->
            new Check(
                "audit",
                DOWN,
                Optional.of(
                    "The audit log is not what was once written, from record "
                        + number
                        + " on: see 'roomprint audit verify'"));
      };
    } catch (RuntimeException e) {
      return new Check(
          "audit",
          DOWN,
          Optional.of("The audit log cannot be read: " + e.getClass().getSimpleName()));
    }
  }

  private Check indexCheck() {
    try (SearchSession session = engine.begin()) {
      long generation = session.snapshot().identity().generation();
      return new Check("index", UP, Optional.of("generation " + generation));
    } catch (IOException | RuntimeException e) {
      return new Check(
          "index",
          DOWN,
          Optional.of("The index cannot be searched: " + e.getClass().getSimpleName()));
    }
  }

  private void answer(Context context, Body body) {
    context.json(body);
  }
}
