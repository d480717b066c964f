package org.roomprint.catalog.sql.importing;

import java.util.List;
import java.util.Optional;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.ImportStore;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.rows.Pages;

/** Import runs in SQL. */
public final class SqlImports implements ImportStore {
  private final SqlReader reader;

  public SqlImports(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<ImportRun> find(String runId) {
    return reader.find(ImportRun.class, "SELECT * FROM import_run WHERE run_id = ?", runId);
  }

  @Override
  public List<ImportRun> latest(int limit) {
    return reader.list(
        ImportRun.class,
        "SELECT * FROM import_run ORDER BY started DESC, run_id DESC LIMIT ?",
        Page.requireLimit(limit));
  }

  @Override
  public Optional<ImportRun> latestOf(ImportRun.Kind kind, String sourceFingerprint) {
    return reader.find(
        ImportRun.class,
        "SELECT * FROM import_run WHERE source_fingerprint = ? AND kind = ?"
            + " ORDER BY started DESC, dealt_with DESC, run_id LIMIT 1",
        sourceFingerprint,
        kind);
  }

  @Override
  public Page<RefusedFile> refusedBy(String runId, Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        RefusedFile::reference,
        (reference, count) ->
            reader.list(
                RefusedFile.class,
                "SELECT * FROM refused_file WHERE run_id = ? AND reference > ?"
                    + " ORDER BY reference LIMIT ?",
                runId,
                reference,
                count));
  }
}
