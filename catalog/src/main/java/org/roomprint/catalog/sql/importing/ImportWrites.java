package org.roomprint.catalog.sql.importing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.outcome.UnknownReferenceException;

/** Writes import runs and refusals within a transaction. */
public final class ImportWrites {
  private final Handle handle;

  public ImportWrites(Handle handle) {
    this.handle = handle;
  }

  public void putImportRun(ImportRun run) {
    handle
        .createUpdate(
            "INSERT INTO import_run (run_id, kind, source_fingerprint, started, finished,"
                + " added, changed, unchanged, withheld, refused)"
                + " VALUES (:id, :kind, :fingerprint, :started, :finished,"
                + " :added, :changed, :unchanged, :withheld, :refused)"
                + " ON CONFLICT (run_id) DO UPDATE SET finished = excluded.finished, added = excluded.added,"
                + " changed = excluded.changed, unchanged = excluded.unchanged, withheld = excluded.withheld,"
                + " refused = excluded.refused")
        .bind("id", run.runId())
        .bind("kind", run.kind().name())
        .bind("fingerprint", run.sourceFingerprint())
        .bind("started", run.started().toEpochMilli())
        .bind("finished", run.finished().map(Instant::toEpochMilli))
        .bind("added", run.counts().added())
        .bind("changed", run.counts().changed())
        .bind("unchanged", run.counts().unchanged())
        .bind("withheld", run.counts().withheld())
        .bind("refused", run.counts().refused())
        .execute();
  }

  public void putRefusedFile(RefusedFile refused) {
    Optional<Integer> run =
        handle
            .createQuery("SELECT 1 FROM import_run WHERE run_id = :id")
            .bind("id", refused.runId())
            .mapTo(Integer.class)
            .findOne();
    if (run.isEmpty()) {
      throw new UnknownReferenceException("A refused file", "import run " + refused.runId());
    }
    handle
        .createUpdate(
            "INSERT INTO refused_file (run_id, reference, reason, detail)"
                + " VALUES (:run, :reference, :reason, :detail)"
                + " ON CONFLICT (run_id, reference) DO UPDATE SET reason = excluded.reason, detail = excluded.detail")
        .bind("run", refused.runId())
        .bind("reference", refused.reference())
        .bind("reason", refused.reason())
        .bind("detail", refused.detail())
        .execute();
  }
}
