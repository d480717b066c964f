package org.roomprint.catalog.sql.importing;

import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
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
                + " added, changed, unchanged, withheld, refused, source_state, dealt_with)"
                + " VALUES (:runId, :kind, :sourceFingerprint, :started, :finished, :counts.added,"
                + " :counts.changed, :counts.unchanged, :counts.withheld, :counts.refused, :sourceState,"
                + " :dealtWith)"
                + " ON CONFLICT (run_id) DO UPDATE SET finished = excluded.finished, added = excluded.added,"
                + " changed = excluded.changed, unchanged = excluded.unchanged, withheld = excluded.withheld,"
                + " refused = excluded.refused, dealt_with = excluded.dealt_with")
        .bindMethods(run)
        .execute();
  }

  public void putRefusedFile(RefusedFile refused) {
    if (!Select.exists(handle, "SELECT 1 FROM import_run WHERE run_id = ?", refused.runId())) {
      throw new UnknownReferenceException("A refused file", "import run " + refused.runId());
    }
    handle
        .createUpdate(
            "INSERT INTO refused_file (run_id, reference, reason, detail)"
                + " VALUES (:runId, :reference, :reason, :detail)"
                + " ON CONFLICT (run_id, reference) DO UPDATE SET reason = excluded.reason, detail = excluded.detail")
        .bindMethods(refused)
        .execute();
  }
}
