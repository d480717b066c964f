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
import org.roomprint.catalog.sql.rows.Rows;

/** Import runs in SQL. */
public final class SqlImports implements ImportStore {
  private final SqlReader reader;

  public SqlImports(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<ImportRun> find(String runId) {
    return reader.find(
        "SELECT * FROM import_run WHERE run_id = :id", runId, (row, _) -> Rows.importRun(row));
  }

  @Override
  public List<ImportRun> latest(int limit) {
    Page.requireLimit(limit);
    return reader.read(handle ->
        handle
            .createQuery("SELECT * FROM import_run ORDER BY started DESC, run_id DESC LIMIT :limit")
            .bind("limit", limit)
            .map((row, _) -> Rows.importRun(row))
            .list());
  }

  @Override
  public Page<RefusedFile> refusedBy(String runId, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    String afterReference = after.map(cursor -> cursor.key(1).getFirst()).orElse("");
    List<RefusedFile> rows =
        reader.read(handle ->
            handle
                .createQuery(
                    "SELECT * FROM refused_file WHERE run_id = :run AND reference > :after"
                        + " ORDER BY reference LIMIT :limit")
                .bind("run", runId)
                .bind("after", afterReference)
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.refusedFile(row))
                .list());
    return Pages.of(rows, limit, refused -> Cursor.after(refused.reference()));
  }
}
